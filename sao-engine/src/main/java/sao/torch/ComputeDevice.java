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

/// Where the tensors of an [EngineThread] live: the processor, or a graphics card.
///
/// Every thread has one, the processor unless its engine thread says otherwise; what [sao.tensor.Tensors] makes, it
/// makes there. Graphics cards need an [InstalledTorch].
public final class ComputeDevice {
    /// The machine's own processor and memory.
    public static final ComputeDevice PROCESSOR = new ComputeDevice("cpu", Optional.empty());

    private static final ThreadLocal<ComputeDevice> CURRENT = ThreadLocal.withInitial(() -> PROCESSOR);
    private static final Pattern CARD = Pattern.compile("cuda:(\\d{1,2})");

    private final String name;
    private final Optional<Device> device;

    private ComputeDevice(String name, Optional<Device> device) {
        this.name = name;
        this.device = device;
    }

    /// {@return whether a text names a device: `auto`, `cpu`, or `cuda:N`}
    public static boolean isName(String text) {
        return text.equals("auto") || text.equals("cpu") || CARD.matcher(text).matches();
    }

    /// {@return the device of that name; for `auto` the first graphics card if there is one}
    ///
    /// @throws SaoException if there is no such device here
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

    /// {@return libtorch's device without memory: what is computed there has shapes only. It shows where a
    /// tensor was left on the processor}
    static ComputeDevice shapesOnly() {
        NativeLibrary.start();
        return new ComputeDevice("meta", Optional.of(TensorScope.keep(new Device("meta"))));
    }

    /// {@return the processor, treated as if this process could not read its memory: what runs on a card runs
    /// on it}
    static ComputeDevice processorAsCard() {
        NativeLibrary.start();
        return new ComputeDevice("cpu", Optional.of(TensorScope.keep(new Device("cpu"))));
    }

    /// {@return whether a failure is libtorch's word that a graphics card has no memory left}
    public static boolean isFullCard(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).contains("out of memory");
    }

    /// {@return the device of this thread}
    public static ComputeDevice current() {
        return CURRENT.get();
    }

    /// Makes it the device of this thread.
    void use() {
        CURRENT.set(this);
    }

    /// {@return whether it is the machine's own processor}
    public boolean isProcessor() {
        return device.isEmpty();
    }

    /// {@return the tensor on this device, itself if it is there}
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

    /// {@return a tensor on this device whose values are not yet written}
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
