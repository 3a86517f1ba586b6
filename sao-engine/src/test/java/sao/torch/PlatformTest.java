package sao.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void aProcessorIsNamedByVendorFamilyAndModel() {
        assertThat(Platform.processor(List.of(
                        "processor\t: 0",
                        "vendor_id\t: AuthenticAMD",
                        "cpu family\t: 25",
                        "model\t\t: 17",
                        "model name\t: AMD EPYC 9R14",
                        "processor\t: 1",
                        "vendor_id\t: AuthenticAMD")))
                .isEqualTo("cpu AuthenticAMD family 25 model 17");
        assertThat(Platform.processor(List.of("processor\t: 0", "CPU implementer\t: 0x41", "CPU part\t: 0xd40")))
                .isEqualTo("cpu ARM implementer 0x41 part 0xd40");
        assertThat(Platform.processor(List.of())).isEqualTo("cpu " + System.getProperty("os.arch"));
    }

    @Test
    void cardsAreNamedByTheirModels() {
        List<String> card = List.of("Model: \t\t NVIDIA H200", "IRQ:   \t\t 66");
        assertThat(Platform.card(List.of(card, card))).isEqualTo("cuda NVIDIA H200");
        assertThat(Platform.card(List.of(card, List.of("Model: NVIDIA L4"))))
                .isEqualTo("cuda NVIDIA H200 or NVIDIA L4");
        assertThat(Platform.card(List.of())).isEqualTo("cuda unknown");
    }

    @Test
    void thisMachinesProcessorHasAName() {
        assertThat(ComputeDevice.PROCESSOR.platform()).startsWith("cpu ").hasSizeGreaterThan(4);
    }
}
