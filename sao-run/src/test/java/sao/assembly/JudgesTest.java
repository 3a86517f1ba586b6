package sao.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.chat.Capabilities;
import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Score;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.token.SamplingSettings;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

class JudgesTest {
    private static final List<Kind> KINDS =
            List.of(Kind.LIKELIHOOD, Kind.WRITTEN, Kind.SCORE, Kind.MEAN, Kind.RANDOM, Kind.BACKWARD);

    private final List<String> notices = new ArrayList<>();

    @Test
    void judgesThatNeedScoresAreLeftOutByNameForAModelThatCannotScore() {
        RunSettings settings = SettingsReader.read(List.of());
        assertThat(Judges.supported(settings.judge(), KINDS, new Stub(false), notices::add))
                .containsExactly(Kind.WRITTEN, Kind.RANDOM);
        assertThat(notices).singleElement().asString().contains("likelihood, score, mean, backward");
    }

    @Test
    void judgesThatReadAHintOrCriteriaNeedScoresAndCopelandNeedsWhatItsJudgeNeeds() {
        List<Kind> kinds = List.of(Kind.HINT, Kind.RUBRIC, Kind.COPELAND);
        RunSettings settings = SettingsReader.read(List.of());
        assertThat(Judges.supported(settings.judge(), kinds, new Stub(false), notices::add))
                .isEmpty();
        assertThat(notices).singleElement().asString().contains("hint, rubric, copeland");
        assertThat(Judges.supported(settings.judge(), kinds, new Stub(true), notices::add))
                .isEqualTo(kinds);
        RunSettings written = read("judge: {copeland_of: written}");
        assertThat(Judges.supported(written.judge(), kinds, new Stub(false), notices::add))
                .containsExactly(Kind.COPELAND);
    }

    @Test
    void theAuditComparesEveryKindAndSelectsNoControl() {
        List<Kind> kinds = Judges.kinds(read("responses: {count: 4}"));
        assertThat(kinds)
                .containsAll(List.of(Kind.HINT, Kind.RUBRIC, Kind.COPELAND, Kind.RANDOM))
                .doesNotContain(Kind.AUTO)
                .doesNotHaveDuplicates();
        assertThat(kinds.stream().filter(Judges::isControl))
                .contains(Kind.RANDOM, Kind.LONGEST)
                .doesNotContain(Kind.HINT, Kind.RUBRIC, Kind.COPELAND);
    }

    @Test
    void everyKindMakesAJudgeThatIsNamedAfterIt() {
        RunSettings settings = read("responses: {count: 4}");
        for (Kind kind : Judges.kinds(settings)) {
            assertThat(Judges.of(kind, settings, new Stub(true)).name()).startsWith(kind.label());
        }
        RunSettings written = read("judge: {kind: copeland, copeland_of: written}");
        assertThat(Judges.ofPairs(written, new Stub(true)).name()).isEqualTo("copeland/v1(written-both/sao-v4)");
    }

    @Test
    void coinIsAnotherNameOfTheRandomJudge() {
        assertThat(read("judge: {kind: coin}")).isEqualTo(read("judge: {kind: random}"));
        assertThat(Judges.ofPairs(read("judge: {kind: coin}"), new Stub(false)).name())
                .isEqualTo("random/v1");
        assertThat(read("judge: {mean_of: [coin*2]}")
                        .judge()
                        .members()
                        .getFirst()
                        .kind())
                .isEqualTo(Kind.RANDOM);
        assertThat(SettingsWriter.write(read("judge: {kind: coin}"))).contains("kind: random");
    }

    private static RunSettings read(String yaml) {
        return SettingsReader.read(List.of(SettingsLayer.yaml("test", yaml)));
    }

    @Test
    void aModelThatScoresServesEveryJudge() {
        RunSettings settings = SettingsReader.read(List.of());
        assertThat(Judges.supported(settings.judge(), KINDS, new Stub(true), notices::add))
                .isEqualTo(KINDS);
        assertThat(notices).isEmpty();
    }

    @Test
    void aRewardModelServesTheRewardJudgeAndThoseThatAskNoModel() {
        RunSettings settings = SettingsReader.read(List.of());
        List<Kind> kinds = List.of(Kind.LIKELIHOOD, Kind.REWARD, Kind.WRITTEN, Kind.MEAN, Kind.LONGEST);
        ChatModel model = new Stub(Capabilities.ofRewardModel(2048, "stub"));
        assertThat(Judges.supported(settings.judge(), kinds, model, notices::add))
                .containsExactly(Kind.REWARD, Kind.LONGEST);
        assertThat(notices)
                .containsExactly(
                        "The judge's model is a reward model, so these judges are not audited: likelihood, written, mean.");
        assertThat(Judges.of(Kind.REWARD, settings, model).name()).isEqualTo("reward/v1");
        assertThat(Judges.kindOfMeasurement(settings, first(settings), model)).isEqualTo(Kind.REWARD);
    }

    @Test
    void aMeanAsksARewardModelThroughItsMembers() {
        RunSettings settings = settings("judge: {kind: mean, mean_of: ['reward*2', longest], model: rewards}");
        assertThat(Judges.kinds(settings)).contains(Kind.REWARD);
        assertThat(Judges.otherModel(settings)).contains("rewards");
        ChatModel rewards = new Stub(Capabilities.ofRewardModel(2048, "stub"));
        assertThat(Judges.ofPairs(settings, rewards).name()).isEqualTo("mean(reward/v1*2.0 + longest/v1*1.0)");
        assertThat(Judges.kindOfMeasurement(settings, first(settings), new Stub(true)))
                .as("the start model measures")
                .isEqualTo(Kind.LIKELIHOOD);
    }

    private static EvaluationJudge first(RunSettings settings) {
        return settings.evaluate().everyJudge().getFirst();
    }

    @Test
    void withoutAModelOfItsOwnTheRewardJudgeIsNotOffered() {
        assertThat(Judges.kinds(SettingsReader.read(List.of()))).doesNotContain(Kind.REWARD);
    }

    private static RunSettings settings(String yaml) {
        return SettingsReader.read(List.of(SettingsLayer.yaml("test", yaml)));
    }

    private record Stub(Capabilities capabilities) implements ChatModel {
        Stub(boolean scores) {
            this(new Capabilities(scores, true, true, true, 2048, false, "stub"));
        }

        @Override
        public Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed) {
            throw new UnsupportedOperationException("this model answers no calls");
        }

        @Override
        public Score score(Conversation conversation, List<String> continuations) {
            throw new UnsupportedOperationException("this model answers no calls");
        }

        @Override
        public Score scoreText(String context, List<String> continuations) {
            throw new UnsupportedOperationException("this model answers no calls");
        }

        @Override
        public String fingerprint() {
            return "stub";
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
