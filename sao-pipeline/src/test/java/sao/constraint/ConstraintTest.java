package sao.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each rule accepts and refuses.
class ConstraintTest {
    private static final String THREE = "Bees fly. They make honey! Do you like it?";

    static List<Arguments> met() {
        return List.of(
                met(ConstraintFamily.SENTENCES_AT_MOST, "3", THREE),
                met(ConstraintFamily.SENTENCES_AT_MOST, "2", "Dr. Hill drinks 2.5 litres, e.g. of tea. \"Why not?\""),
                met(ConstraintFamily.SENTENCES_AT_MOST, "2", "- one\n- two"),
                met(ConstraintFamily.SENTENCES_AT_MOST, "2", "蜜蜂很忙。它们采蜜。"),
                met(ConstraintFamily.SENTENCES_AT_LEAST, "3", THREE),
                met(ConstraintFamily.SENTENCES_AT_LEAST, "3", "1. Boil water.\n2. Add tea.\n3. Wait"),
                met(ConstraintFamily.WORDS_AT_MOST, "30", "Thirty is more than seven."),
                met(ConstraintFamily.WORDS_AT_LEAST, "30", numbered(30)),
                met(ConstraintFamily.LIST, "3", "Here:\n- bread\n* salt\n• water"),
                met(ConstraintFamily.LIST, "2", "  1. bread\n  2) salt"),
                met(ConstraintFamily.LINES, "2", "Bees fly.\n\nBirds too."),
                met(ConstraintFamily.LINES, "2", "```text\nBees fly.\nBirds too.\n```"),
                met(ConstraintFamily.LOWER_CASE, "lower case", "bees fly, 3 of them; größe, été"),
                met(ConstraintFamily.ENDS_WITH, "Now you know.", "Bees make honey.\n\n**now you know!**"),
                met(ConstraintFamily.STARTS_WITH, "Well", "\"well,\" said the bee."),
                met(ConstraintFamily.CONTAINS, "water", "Bees need Water."),
                met(ConstraintFamily.AVOIDS, "and", "Sand, band, android."),
                met(ConstraintFamily.NO_COMMA, "commas", "Bees fly; birds fly."),
                met(ConstraintFamily.NUMBERS, "two numbers", "1. In 1999 there were 2,500.75 bees."),
                met(ConstraintFamily.TITLE, "title", "## **\"The Bee\"**\n\nBees fly."),
                met(ConstraintFamily.TITLE, "title", "“Élan”\nBees fly."),
                met(ConstraintFamily.JSON, "answer", "```json\n{\"answer\": \"Bees fly.\", \"n\": 1}\n```"),
                met(ConstraintFamily.TAGS, "reply", "<reply>\nBees fly.\n</reply>\n"));
    }

    static List<Arguments> broken() {
        return List.of(
                met(ConstraintFamily.SENTENCES_AT_MOST, "2", THREE),
                met(ConstraintFamily.SENTENCES_AT_MOST, "2", "One. Two. and a cut off thi"),
                met(ConstraintFamily.SENTENCES_AT_LEAST, "4", THREE),
                met(ConstraintFamily.SENTENCES_AT_LEAST, "3", "Wait... What?! -- !!!"),
                met(ConstraintFamily.WORDS_AT_MOST, "30", numbered(31)),
                met(ConstraintFamily.WORDS_AT_LEAST, "30", numbered(29)),
                met(ConstraintFamily.LIST, "2", "- bread\n-salt\n**bold**\n---"),
                met(ConstraintFamily.LINES, "2", "Bees fly."),
                met(ConstraintFamily.LINES, "2", "Bees\nfly\nhigh."),
                met(ConstraintFamily.LOWER_CASE, "lower case", "Bees fly."),
                met(ConstraintFamily.LOWER_CASE, "lower case", "123 456"),
                met(ConstraintFamily.LOWER_CASE, "lower case", "蜜蜂很忙"),
                met(ConstraintFamily.ENDS_WITH, "Now you know.", "Now you know. Bees fly."),
                met(ConstraintFamily.ENDS_WITH, "Now you know.", "you know."),
                met(ConstraintFamily.STARTS_WITH, "Well", "Wellness first."),
                met(ConstraintFamily.CONTAINS, "water", "Waterfalls and seawater."),
                met(ConstraintFamily.AVOIDS, "and", "Bees AND birds."),
                met(ConstraintFamily.NO_COMMA, "commas", "Bees, birds."),
                met(ConstraintFamily.NO_COMMA, "commas", "蜜蜂，很忙"),
                met(ConstraintFamily.NUMBERS, "one number", "1. bees\n2. birds, three of type B2"),
                met(ConstraintFamily.TITLE, "title", "\"The Bee\""),
                met(ConstraintFamily.TITLE, "title", "The \"Bee\"\nBees fly."),
                met(ConstraintFamily.TITLE, "title", "\"...\"\nBees fly."),
                met(ConstraintFamily.JSON, "answer", "Here it is:\n{\"answer\": \"Bees fly.\"}"),
                met(ConstraintFamily.JSON, "answer", "{\"answer\": \"Bees fly.\"} Done."),
                met(ConstraintFamily.JSON, "answer", "{\"text\": \"Bees fly.\"}"),
                met(ConstraintFamily.JSON, "answer", "[\"answer\"]"),
                met(ConstraintFamily.JSON, "answer", "{\"answer\": \"Bees"),
                met(ConstraintFamily.TAGS, "reply", "<reply>Bees fly."),
                met(ConstraintFamily.TAGS, "reply", "<reply> </reply>"),
                met(ConstraintFamily.TAGS, "reply", "Here: <reply>Bees fly.</reply>"));
    }

    private static Arguments met(ConstraintFamily family, String parameter, String answer) {
        return Arguments.of(new Constraint(family, parameter), answer);
    }

    /// {@return a text of so many words}
    private static String numbered(int words) {
        return IntStream.range(0, words).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("met")
    void anAnswerThatMeetsItsConstraintPasses(Constraint constraint, String answer) {
        assertThat(constraint.isMetBy(answer)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void anAnswerThatDoesNotMeetItsConstraintFails(Constraint constraint, String answer) {
        assertThat(constraint.isMetBy(answer)).isFalse();
    }

    @Test
    void everyFamilyHasAnswersThatPassAndAnswersThatFail() {
        for (List<Arguments> examples : List.of(met(), broken())) {
            Set<ConstraintFamily> families = new HashSet<>();
            examples.forEach(one -> families.add(((Constraint) one.get()[0]).family()));
            assertThat(families).containsExactlyInAnyOrder(ConstraintFamily.values());
        }
    }

    @ParameterizedTest
    @EnumSource(ConstraintFamily.class)
    void emptyAndLoopingAnswersMeetNoConstraint(ConstraintFamily family) {
        String loop = "bees fly 3 times in the water. ".repeat(20);
        for (String parameter : family.parameters()) {
            Constraint constraint = new Constraint(family, parameter);
            for (String answer : List.of("", " \n\t", "```\n```", "...", "\u2019\uFE0F", loop)) {
                assertThat(constraint.isMetBy(answer))
                        .as("%s by '%s'", constraint, answer)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ConstraintFamily.class)
    void everyParameterHasAnInstructionOfItsOwn(ConstraintFamily family) {
        List<String> instructions = family.parameters().stream()
                .map(parameter -> new Constraint(family, parameter).instruction())
                .toList();
        assertThat(instructions)
                .doesNotHaveDuplicates()
                .allSatisfy(one -> assertThat(one).endsWith(".").doesNotContain("%"));
        for (int i = 0; i < instructions.size(); i++) {
            assertThat(instructions.get(i)).contains(family.parameters().get(i));
        }
    }

    @Test
    void labelsAreDistinct() {
        assertThat(Arrays.stream(ConstraintFamily.values()).map(ConstraintFamily::label))
                .doesNotHaveDuplicates()
                .contains("sentences_at_most", "json");
    }

    @Test
    void aParameterOfAnotherFamilyIsRefused() {
        assertThatThrownBy(() -> new Constraint(ConstraintFamily.JSON, "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("json has no parameter '2'");
    }
}
