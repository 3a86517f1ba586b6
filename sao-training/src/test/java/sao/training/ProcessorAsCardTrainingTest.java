package sao.training;

import sao.torch.ComputeDevice;
import sao.torch.ProcessorAsCard;

/// What runs on a graphics card, run on the processor.
class ProcessorAsCardTrainingTest extends DeviceTraining {
    @Override
    ComputeDevice device() {
        return ProcessorAsCard.device();
    }
}
