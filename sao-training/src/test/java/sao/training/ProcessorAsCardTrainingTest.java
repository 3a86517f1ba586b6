package sao.training;

import sao.tensor.ComputeDevice;
import sao.tensor.ProcessorAsCard;

/// What runs on a graphics card, run on the processor.
class ProcessorAsCardTrainingTest extends DeviceTraining {
    @Override
    ComputeDevice device() {
        return ProcessorAsCard.device();
    }
}
