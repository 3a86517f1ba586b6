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
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;
import sao.token.SamplingSettings;
import sao.yaml.SettingsReader;

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
    void aModelThatScoresServesEveryJudge() {
        RunSettings settings = SettingsReader.read(List.of());
        assertThat(Judges.supported(settings.judge(), KINDS, new Stub(true), notices::add))
                .isEqualTo(KINDS);
        assertThat(notices).isEmpty();
    }

    private record Stub(boolean scores) implements ChatModel {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(scores, true, true, true, 2048, "stub");
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
