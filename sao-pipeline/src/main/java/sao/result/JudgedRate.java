package sao.result;

/// The trained model's win rate against the start model by one judge.
///
/// @param judge its name
/// @param winRate wins and half the ties, as a share of all verdicts
/// @param lengthControlled the same, estimated for answers of equal length
/// @param wins of the trained model
/// @param ties verdicts without a winner
/// @param losses of the trained model
/// @param unreadable prompts without a verdict; in no share
/// @param tooLong prompts that exceed the judge's context; in no share
public record JudgedRate(
        String judge,
        MeasuredShare winRate,
        MeasuredShare lengthControlled,
        int wins,
        int ties,
        int losses,
        int unreadable,
        int tooLong) {}
