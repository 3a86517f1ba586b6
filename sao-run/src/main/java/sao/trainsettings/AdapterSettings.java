package sao.trainsettings;

import java.util.List;
import sao.schema.Setting;

/// An adapter that is trained instead of all weights, section `train.lora`.
///
/// @param rank of the adapter; 0: there is none
/// @param alpha scale of the adapter, divided by the rank
/// @param targets the linear maps that it changes
public record AdapterSettings(
        @Setting(
                standard = "null",
                absent = "null",
                range = "[1, 10000]",
                about = "rank of a LoRA adapter that is trained instead of all weights; null: all weights are trained")
        int rank,

        @Setting(standard = "32.0", range = "(0, 100000]", about = "the adapter is scaled by alpha over rank")
        double alpha,

        @Setting(
                standard = "[q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]",
                choices = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"},
                about = "the maps that it changes, in every layer")
        List<String> targets) {
    public AdapterSettings {
        targets = List.copyOf(targets);
    }

    /// {@return whether an adapter is trained}
    public boolean isGiven() {
        return rank > 0;
    }
}
