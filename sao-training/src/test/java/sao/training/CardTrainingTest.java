package sao.training;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import sao.torch.ComputeDevice;
import sao.torch.NativeLibrary;

/// Trainings on the first graphics card, where there is one and libtorch can use it.
class CardTrainingTest extends DeviceTraining {
    @BeforeEach
    void needsACard() {
        NativeLibrary.start();
        Assumptions.assumeTrue(torch.hasCUDA(), "no graphics card can be used here");
    }

    @Override
    ComputeDevice device() {
        return ComputeDevice.named("auto");
    }
}
