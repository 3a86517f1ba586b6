package sao.loss;

import java.util.Locale;

/// The losses by name, with the usual values of their parameters.
public enum LossKind {
    /// SimPO: no reference model, length-normalised, with a target margin.
    SIMPO(10, 3, 0, true, true),
    /// SimPO with a hinge.
    SIMPO_HINGE(10, 3, 0, true, true),
    /// SimPO plus the negative log-likelihood of chosen answers.
    CPO_SIMPO(10, 3, 1, true, true),
    /// Direct preference optimisation.
    DPO(0.1, 0, 0, true, false),
    /// DPO on length-normalised log-probability differences.
    DPO_NORM(5, 0, 0, true, false),
    /// DPO, unbiased for a known rate of wrong labels.
    DPO_ROBUST(0.1, 0, 0, true, false),
    /// DPO with a hinge.
    DPO_HINGE(0.1, 0, 0, false, false),
    /// Identity preference optimisation per token.
    IPO(0.1, 0, 0, false, false),
    /// IPO on summed log-probabilities, as in its paper.
    IPO_SUM(0.1, 0, 0, false, false),
    /// Hinge on log-probabilities without a reference model.
    SLIC(0.1, 0, 0, false, false),
    /// Contrastive preference optimisation.
    CPO(0.1, 0, 1, true, true),
    /// Odds-ratio preference optimisation.
    ORPO(0.1, 0, 0, false, false),
    /// Kahneman-Tversky optimisation.
    KTO(0.1, 0, 0, false, false),
    /// Self-play preference optimisation.
    SPPO(0.001, 0, 0, false, false),
    /// SimPO with a nonlinear reward (AlphaPO).
    ALPHAPO(2.5, 0.25, 0, false, false),
    /// Supervised fine-tuning on chosen answers: no preference.
    SFT(1, 0, 0, false, false);

    private final double beta;
    private final double gamma;
    private final double likelihoodWeight;
    private final boolean takesLabelSmoothing;
    private final boolean takesLikelihood;

    LossKind(double beta, double gamma, double likelihoodWeight, boolean takesLabelSmoothing, boolean takesLikelihood) {
        this.beta = beta;
        this.gamma = gamma;
        this.likelihoodWeight = likelihoodWeight;
        this.takesLabelSmoothing = takesLabelSmoothing;
        this.takesLikelihood = takesLikelihood;
    }

    /// {@return the usual reward scale}
    public double usualBeta() {
        return beta;
    }

    /// {@return the usual target margin; unit of the reward}
    public double usualGamma() {
        return gamma;
    }

    /// {@return the usual weight of the likelihood term}
    public double usualLikelihoodWeight() {
        return likelihoodWeight;
    }

    /// {@return whether the loss has label smoothing}
    public boolean takesLabelSmoothing() {
        return takesLabelSmoothing;
    }

    /// {@return whether the weight of the likelihood term can be set}
    public boolean takesLikelihood() {
        return takesLikelihood;
    }

    /// {@return the name in settings, such as `dpo-norm`}
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// {@return the loss with these parameters; each loss reads only its own}
    ///
    /// @throws IllegalArgumentException if a parameter is outside the range of the loss
    public PreferenceLoss with(LossNumbers numbers) {
        double beta = numbers.beta();
        double gamma = numbers.gamma();
        double smoothing = numbers.labelSmoothing();
        double weight = numbers.likelihoodWeight();
        return switch (this) {
            case SIMPO, CPO_SIMPO -> new SimpoLoss(beta, gamma, smoothing, false, weight);
            case SIMPO_HINGE -> new SimpoLoss(beta, gamma, smoothing, true, weight);
            case DPO -> new DpoLoss(beta, smoothing, false);
            case DPO_NORM -> new DpoLoss(beta, smoothing, true);
            case DPO_ROBUST -> new RobustDpoLoss(beta, smoothing);
            case DPO_HINGE -> new HingeLoss(beta, true);
            case IPO -> new IpoLoss(beta, true);
            case IPO_SUM -> new IpoLoss(beta, false);
            case SLIC -> new HingeLoss(beta, false);
            case CPO -> new CpoLoss(beta, smoothing, weight);
            case ORPO -> new OrpoLoss(beta);
            case KTO -> new KtoLoss(beta, numbers.chosenWeight(), numbers.rejectedWeight());
            case SPPO -> new SppoLoss(beta);
            case ALPHAPO -> new AlphaPoLoss(beta, gamma, numbers.alpha());
            case SFT -> new SftLoss();
        };
    }
}
