package sao.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import sao.result.JudgeAudit;
import sao.result.JudgeAudit.Bin;
import sao.result.JudgeAudit.Kind;
import sao.result.MeasuredShare;
import sao.result.RoundResult.MeasuredNoise;
import sao.summary.JudgeSummary;

/// The report's section on the judge: its description and the audits of all judges on probes of known order.
final class JudgeSection {
    /// The kind of probes whose responses are unchanged answers of one model.
    private static final String CONSTRAINT = "constraint";

    private JudgeSection() {}

    /// {@return the judge's description, a table of all audited judges, and the complete audit of the first
    /// one}
    static Markup of(JudgeSummary judge) {
        List<JudgeAudit> audits = judge.audits();
        Markup audited = audits.isEmpty()
                ? Markup.of(
                        "<p class=\"warning\">This judge was not audited, so nothing is known about its accuracy.</p>")
                : Markup.of(
                        "%s%s%s%s",
                        audits.size() > 1 ? all(audits) : Markup.NONE,
                        kinds(audits.getFirst()),
                        worstKind(audits.getFirst()),
                        remarks(audits.getFirst(), judge.longerWon()));
        Markup model =
                judge.model().isEmpty() ? Markup.NONE : Markup.of(", which used the model <b>%s</b>", judge.model());
        return Markup.of(
                "<p>The pairs were ranked by <b>%s</b>%s. %s</p>%s%s",
                judge.name(),
                model,
                judge.why(),
                audited,
                Markup.join(judge.noise().stream().map(JudgeSection::noise).toList()));
    }

    private static Markup all(List<JudgeAudit> audits) {
        IntervalBar bar =
                IntervalBar.over(audits.stream().map(JudgeSection::deciding).toList());
        List<Markup> rows = new ArrayList<>();
        for (JudgeAudit audit : audits) {
            rows.add(row(audit.judge(), deciding(audit), bar, audit.equals(audits.getFirst())));
        }
        return table("All judges on the same probes. Chance is 50\u00A0%.", "judge", rows, bar);
    }

    /// {@return a judge's accuracy on human labels, if there are any, otherwise on all probes}
    private static MeasuredShare deciding(JudgeAudit audit) {
        return audit.kinds().stream()
                .filter(kind -> kind.kind().equals("labelled"))
                .map(Kind::accuracy)
                .findFirst()
                .orElse(audit.all());
    }

    private static Markup kinds(JudgeAudit audit) {
        List<MeasuredShare> figures = new ArrayList<>(List.of(audit.all()));
        audit.kinds().forEach(kind -> figures.add(kind.accuracy()));
        IntervalBar bar = IntervalBar.over(figures);
        List<Markup> rows = new ArrayList<>();
        for (Kind kind : audit.kinds()) {
            String label = kind.kind().equals(CONSTRAINT)
                    ? "of the same model, but does not meet the prompt's constraint"
                    : Words.label(kind.kind());
            rows.add(row(label, kind.accuracy(), bar, false));
        }
        rows.add(row("any degraded copy", audit.all(), bar, true));
        return table(
                "How often %s preferred the better of two answers of known order. The worse one is a deliberately degraded copy of an answer of this run; or both are answers of one model, and only the better one meets a verifiable constraint. Chance is 50\u00A0%%, and small models are close to it on constraints."
                        .formatted(audit.judge()),
                "the worse answer is",
                rows,
                bar);
    }

    /// {@return the kind of probe with the lowest accuracy; a warning if it is below chance}
    private static Markup worstKind(JudgeAudit audit) {
        return audit.kinds().stream()
                .filter(kind -> kind.accuracy().n() > 0 && !kind.kind().equals(CONSTRAINT))
                .min(Comparator.comparingDouble(kind -> kind.accuracy().value()))
                .map(kind -> Markup.of(
                        "<p class=\"%s\">Its worst kind is <b>%s</b>: right on %s.%s</p>",
                        kind.accuracy().value() < 0.5 ? "warning" : "note",
                        Words.label(kind.kind()),
                        share(kind.accuracy()),
                        kind.accuracy().value() < 0.5 ? " It prefers the worse answer." : ""))
                .orElse(Markup.NONE);
    }

    private static Markup noise(MeasuredNoise noise) {
        return Markup.of(
                "<p class=\"%s\">With other random words around the texts, its log-odds vary by %s nats (standard deviation over %s pairs, %s judgments each). A margin under %s nats has the wrong sign with probability over 5\u00A0%%; of the pairs, %s have a smaller one.</p>",
                noise.within().value() < 1 ? "note" : "warning",
                String.format(Locale.ROOT, "%.3f", noise.deviation()),
                Words.count(noise.repeated()),
                Words.count(noise.repetitions()),
                String.format(Locale.ROOT, "%.2f", noise.margin()),
                share(noise.within()));
    }

    private static Markup table(String caption, String head, List<Markup> rows, IntervalBar bar) {
        return Markup.of("""
                <table class="rates">
                <caption>%s</caption>
                <thead><tr><th scope="col">%s</th><th scope="col" class="number">right</th><th scope="col" class="number">95\u00A0%% interval</th><th scope="col" class="number">n</th><th scope="col"><span class="spoken">picture</span></th></tr></thead>
                <tbody>%s
                <tr class="scale"><td colspan="4"></td><td>%s</td></tr></tbody></table>""", caption, head, Markup.join(rows), bar.scale());
    }

    private static Markup row(String name, MeasuredShare figure, IntervalBar bar, boolean main) {
        if (figure.n() == 0) {
            return Markup.of(
                    "<tr><th scope=\"row\">%s</th><td colspan=\"2\">no verdict</td><td class=\"number\">0</td><td></td></tr>",
                    name);
        }
        return Markup.of(
                "<tr class=\"%s\"><th scope=\"row\">%s</th><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"picture\">%s</td></tr>",
                main ? "total" : "part",
                name,
                Words.percent(figure.value()),
                Words.range(figure),
                Words.count(figure.n()),
                bar.bar(figure, main));
    }

    private static Markup remarks(JudgeAudit audit, MeasuredShare longerWon) {
        return Markup.of(
                """
                <p class="note">Both orders agree in %s of its verdicts; its bias for the first position is %s nats; it gives %s of its probability to readable verdicts. With other random seeds, %s.</p>
                <p class="note">Among the run's own judged pairs the longer answer won %s; of audited ones of about the same length, %s. On probes of about the same length it was right on %s.</p>
                %s
                <p class="note">Its errors suggest a label smoothing of %s to losses with a label smoothing parameter.</p>""",
                Words.percent(audit.seats().consistency().value()),
                String.format(Locale.ROOT, "%.3f", audit.seats().bias()),
                Words.percent(audit.seats().verdictMass()),
                audit.stability().n() == 0
                        ? "its verdicts are the same, because it does not sample"
                        : "its verdict was the same in " + share(audit.stability()),
                share(longerWon.n() > 0 ? longerWon : audit.length().longerWins()),
                share(audit.length().longerWinsMatched()),
                share(audit.length().accuracyMatched()),
                calibration(audit),
                String.format(Locale.ROOT, "%.2f", audit.smoothing()));
    }

    private static String share(MeasuredShare figure) {
        return figure.n() == 0
                ? "none of 0"
                : "%s of %s (%s)"
                        .formatted(Words.percent(figure.value()), Words.count(figure.n()), Words.range(figure));
    }

    private static Markup calibration(JudgeAudit audit) {
        if (audit.calibration().bins().isEmpty()) {
            return Markup.NONE;
        }
        List<MeasuredShare> figures =
                audit.calibration().bins().stream().map(Bin::right).toList();
        IntervalBar bar = IntervalBar.over(figures);
        List<Markup> rows = new ArrayList<>();
        for (Bin bin : audit.calibration().bins()) {
            rows.add(row(Words.percent(bin.confidence()), bin.right(), bar, false));
        }
        return table(
                "Calibration of its probabilities on %s: accuracy of verdicts by confidence. Mean absolute difference between confidence and accuracy: %s."
                        .formatted(
                                audit.calibration().labelled() ? "the labels" : "the probes",
                                Words.percent(audit.calibration().error())),
                "confidence",
                rows,
                bar);
    }
}
