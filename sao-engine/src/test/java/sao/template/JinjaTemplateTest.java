package sao.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;

class JinjaTemplateTest {
    private static final Conversation TALK =
            Conversation.ask("hello").then(Role.ASSISTANT, "yo").then(Role.USER, "bye");

    private static String rendered(String source) {
        return JinjaTemplate.parse(source, "<s>", "</s>").render(TALK, true);
    }

    @Test
    void turnsAreRendered() {
        String source = "{% for m in messages %}<{{ m.role }}>{{ m['content'] | trim }}</>\n{% endfor %}"
                + "{% if add_generation_prompt %}{{ bos_token }}{% endif %}";
        assertThat(rendered(source)).isEqualTo("<user>hello</>\n<assistant>yo</>\n<user>bye</>\n<s>");
    }

    @Test
    void contentIsNeverReadAsTemplate() {
        String markup = "{{ 7*7 }}{% for x in y %}{# gone? #}\\n<s>";
        assertThat(JinjaTemplate.parse("{{ messages[0].content }}|{{ messages[0].content ~ '' }}", "", "")
                        .render(Conversation.ask(markup), false))
                .isEqualTo(markup + "|" + markup);
    }

    @Test
    void whiteSpaceGoesWhereATagTakesIt() {
        assertThat(rendered("a\n  {% if true %}\n  b\n  {% endif %}\nc\n")).isEqualTo("a\n  b\nc");
        assertThat(rendered("a \n {%- if true -%} \n b {%+ endif %}\n")).isEqualTo("ab ");
        assertThat(rendered("a\n  {#- gone -#}\n b")).isEqualTo("ab");
        assertThat(rendered("a\n  {%+ if true %}b{% endif +%}\nc")).isEqualTo("a\n  b\nc");
        assertThat(rendered("{% raw %}{{ kept }}\n{% endraw %}\nd")).isEqualTo("{{ kept }}\nd");
        assertThat(rendered("a\r\nb\r\n")).isEqualTo("a\nb");
    }

    @Test
    void valuesPrintAsInPython() {
        assertThat(rendered("{{ [1, 2.0, 1e16, 1e-5, true, none, 'a\"b', \"it's\", {'k': (1,)}] }}"))
                .isEqualTo("[1, 2.0, 1e+16, 1e-05, True, None, 'a\"b', \"it's\", {'k': (1,)}]");
        assertThat(rendered("{{ {'a': [1, {'b': none}], 'é': '<\"\\n'} | tojson(indent=1) }}"))
                .isEqualTo("{\n \"a\": [\n  1,\n  {\n   \"b\": null\n  }\n ],\n \"é\": \"<\\\"\\n\"\n}");
    }

    @Test
    void charactersAreCodePoints() {
        assertThat(rendered("{{ '😀a'|length }}{{ '😀a'[1] }}{{ '😀a'[::-1] }}{{ '😀a'[:1] }}"))
                .isEqualTo("2aa😀😀");
    }

    @Test
    void namesStayWhereTheyWereSet() {
        assertThat(rendered("{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = 9 %}{{ x }}{% endfor %}{{ x }}"))
                .isEqualTo("19191");
        assertThat(rendered("{% set ns = namespace(x=1) %}{% for i in [1, 2] %}{% set ns.x = ns.x + i %}{% endfor %}"
                        + "{{ ns.x }}{% if true %}{% set y = 2 %}{% endif %}{{ y }}"))
                .isEqualTo("42");
    }

    @Test
    void loopsCanBeLeft() {
        assertThat(rendered("{% for i in range(9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 4 %}{% break %}"
                        + "{% endif %}{{ i }}{{ loop.previtem }}{% else %}empty{% endfor %}"))
                .isEqualTo("0103243");
        assertThat(rendered("{% for a, b in [(1, 2), (3, 4)] if a > 1 %}{{ b }}{{ loop.length }}{% endfor %}"))
                .isEqualTo("41");
    }

    @Test
    void macrosAndBlocksGiveText() {
        assertThat(rendered("{% macro f(a, b=a ~ '!') %}{{ a }}{{ b }}{{ caller() if caller is defined }}{% endmacro %}"
                        + "{{ f(1) }}{% call f(2, b='') %}in{% endcall %}"
                        + "{% filter upper %}x{% endfilter %}{% set t | trim %} y {% endset %}{{ t }}"
                        + "{% with z = 3 %}{{ z }}{% endwith %}{% generation %}g{% endgeneration %}"))
                .isEqualTo("11!2inXy3g");
    }

    @Test
    void theTemplatesOwnRefusalIsTheProblem() {
        assertThatThrownBy(() -> rendered("{{ raise_exception('no ' ~ messages|length) }}"))
                .isInstanceOfSatisfying(
                        SaoException.class, e -> assertThat(e.problem()).isEqualTo("no 3"));
    }

    @Test
    void theDateIsTheClocks() {
        assertThat(JinjaTemplate.parse("{{ strftime_now('%d %b %Y %H:%M') }}", "", "")
                        .withClock(Clock.fixed(Instant.parse("2024-07-26T09:05:00Z"), ZoneOffset.UTC))
                        .render(TALK, false))
                .isEqualTo("26 Jul 2024 09:05");
    }

    @Test
    void toolsAreDefinedAndNone() {
        assertThat(rendered("{{ tools is defined and tools is none }}{{ custom is defined }}"))
                .isEqualTo("TrueFalse");
    }

    @Test
    void fieldsBeyondRoleAndContentCanBeGiven() {
        assertThat(JinjaTemplate.parse("{{ messages[0].tool_calls[0].arguments | tojson }}", "", "")
                        .render(List.of(Map.of("tool_calls", List.of(Map.of("arguments", Map.of("x", 1L))))), false))
                .isEqualTo("{\"x\": 1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ messages.__class__.__mro__ }}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "{{ messages[0].content.__init__() }}",
                "{{ messages.append(1) }}",
                "{{ messages[0].update({}) }}",
                "{% include 'file' %}",
                "{% import 'file' as f %}",
                "{{ missing.name }}",
                "{{ 1 / 0 }}",
                "{{ 9223372036854775807 + 1 }}",
                "{{ 2 ** 999999999 }}",
                "{{ 'x' * 999999999999 }}",
                "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
                "{{ range(999999999) }}",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% set ns = namespace(x=['a' * 1000]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}"
                        + "{% endfor %}{{ ns.x }}",
                "{% if %}",
                "{{ 'open",
                "{{ (1 }}",
                "{% endif %}",
                "{# open",
                "{% for x in %}{% endfor %}",
                "{{ 1 | nofilter }}",
                "{{ 1 is notest }}",
                "{% raw %}",
                "{{ }}",
                "{% unknown %}"
            })
    void whatIsForbiddenOrWrongIsRefused(String source) {
        assertThatThrownBy(() -> rendered(source)).as(source).isInstanceOf(SaoException.class);
    }

    @Test
    void errorsNameTheLine() {
        assertThatThrownBy(() -> rendered("a\nb\n{{ x.y }}"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("'x' is undefined");
        assertThatThrownBy(() -> rendered("a\n{% if x %}\n{% endfor %}")).hasMessageContaining("line 3");
    }

    @Test
    void deepNestingIsRefusedNotOverflowed() {
        for (String deep : List.of(
                "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}",
                "{{ " + "not ".repeat(5000) + "1 }}",
                "{{ 1" + " + 1".repeat(5000) + " }}",
                "{{ " + "- ".repeat(5000) + "1 }}",
                "{{ x" + "[0]".repeat(5000) + " }}",
                "{{ 1" + " if 1".repeat(5000) + " }}",
                "{% if 1 %}".repeat(5000) + "{% endif %}".repeat(5000))) {
            assertThatThrownBy(() -> rendered(deep)).isInstanceOf(SaoException.class);
        }
    }

    @Test
    void aLongConversationIsRenderedLikeAShortOne() {
        JinjaTemplate template = JinjaTemplate.parse(
                "{% for message in messages %}{{ '<' + message['role'] + '>' + message['content'] | trim }}{% endfor %}",
                "", "");
        String content = "a b".repeat(4_000_000);
        assertThat(template.render(Conversation.ask(content), false)).isEqualTo("<user>" + content);
    }
}
