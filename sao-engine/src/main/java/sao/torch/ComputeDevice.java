package sao.torch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.SizeTPair;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.error.SaoException;

/// The device of the tensors of an [EngineThread]: the processor or a graphics card.
///
/// Every thread has a device, which is the processor unless its engine thread sets another.
/// [sao.tensor.Tensors] creates tensors on it. Graphics cards require an [InstalledTorch].
public final class ComputeDevice {
    /// The processor and its memory.
    public static final ComputeDevice PROCESSOR = new ComputeDevice("cpu", Optional.empty());

    private static final ThreadLocal<ComputeDevice> CURRENT = ThreadLocal.withInitial(() -> PROCESSOR);
    private static final Pattern CARD = Pattern.compile("cuda:(\\d{1,2})");

    private final String name;
    private final Optional<Device> device;

    private ComputeDevice(String name, Optional<Device> device) {
        this.name = name;
        this.device = device;
    }

    /// {@return whether a text is the name of a device: `auto`, `cpu`, or `cuda:N`}
    public static boolean isName(String text) {
        return text.equals("auto") || text.equals("cpu") || CARD.matcher(text).matches();
    }

    /// {@return the device with that name; for `auto` the first graphics card if there is one, otherwise the
    /// processor}
    ///
    /// @throws SaoException if this machine does not have the device
    public static ComputeDevice named(String name) {
        NativeLibrary.start();
        if (name.equals("auto")) {
            return torch.hasCUDA() ? named("cuda:0") : PROCESSOR;
        }
        if (name.equals("cpu")) {
            return PROCESSOR;
        }
        Matcher card = CARD.matcher(name);
        if (!card.matches()) {
            throw new SaoException("'%s' is not a device.".formatted(name), "Use auto, cpu, or cuda:N.");
        }
        if (!torch.hasCUDA()) {
            throw new SaoException(
                    "The device %s is asked for, but no graphics card can be used here.".formatted(name),
                    "Set %s to the folder of a PyTorch whose torch.cuda.is_available() is true, or engine.device to cpu."
                            .formatted(InstalledTorch.VARIABLE));
        }
        return new ComputeDevice(name, Optional.of(TensorScope.keep(new Device(name))));
    }

    /// {@return libtorch's `meta` device, on which tensors have shapes but no values. It reveals tensors that
    /// are left on the processor}
    static ComputeDevice shapesOnly() {
        NativeLibrary.start();
        return new ComputeDevice("meta", Optional.of(TensorScope.keep(new Device("meta"))));
    }

    /// {@return the processor, treated as a device whose memory this process cannot read, to run the code for
    /// graphics cards on the processor}
    static ComputeDevice processorAsCard() {
        NativeLibrary.start();
        return new ComputeDevice("cpu", Optional.of(TensorScope.keep(new Device("cpu"))));
    }

    /// {@return whether a failure is libtorch's out-of-memory error of a graphics card}
    public static boolean isFullCard(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).contains("out of memory");
    }

    /// {@return the device of this thread}
    public static ComputeDevice current() {
        return CURRENT.get();
    }

    /// Sets this device as the device of the calling thread.
    void use() {
        CURRENT.set(this);
    }

    /// {@return whether this device is the processor}
    public boolean isProcessor() {
        return device.isEmpty();
    }

    /// {@return the tensor on this device; the same tensor if it is there already}
    public Tensor place(Tensor tensor) {
        return device.isEmpty() ? tensor : tensor.to(device.get(), tensor.scalar_type());
    }

    /// {@return the free memory of a graphics card in bytes; empty for the processor, and if the driver does not
    /// report it}
    public OptionalLong freeBytes() {
        Matcher card = CARD.matcher(name);
        if (!card.matches()) {
            return OptionalLong.empty();
        }
        torch.emptyCache(); // memory that the allocator keeps for reuse is free
        try (SizeTPair freeAndTotal = torch.getMemoryInfo(Byte.parseByte(card.group(1)))) {
            return OptionalLong.of(freeAndTotal.first());
        } catch (RuntimeException _) {
            return OptionalLong.empty();
        }
    }

    /// {@return a tensor of zeros on this device}
    public Tensor zeros(ScalarType type, long... shape) {
        return torch.zeros(shape, options(type));
    }

    /// {@return a tensor on this device with uninitialised values}
    public Tensor unwritten(ScalarType type, long... shape) {
        return torch.empty(shape, options(type), new MemoryFormatOptional());
    }

    private TensorOptions options(ScalarType type) {
        TensorOptions options = new TensorOptions(type);
        return device.map(where -> options.device(new DeviceOptional(where))).orElse(options);
    }

    /// {@return its name: `cpu` or `cuda:N`}
    public String name() {
        return name;
    }

    /// {@return the processor family or model of graphics card behind it, such as
    /// `cpu AuthenticAMD family 25 model 17` or `cuda NVIDIA H200`; `unknown` in place of what the system
    /// does not tell}
    public String platform() {
        return Platform.of(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
