package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sao.sampling.Alternatives;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;

/// The parameters that chat completions and text completions share, besides the prompt.
///
/// @param count number of answers to each prompt
/// @param seed random seed of the first answer to the first prompt
/// @param stream whether tokens are sent as they are generated
/// @param streamUsage whether a stream ends with the request's token counts
/// @param includeStop whether the stop text is kept in the answer
/// @param reported the token details that the response includes
record RequestParameters(
        int count, long seed, boolean stream, boolean streamUsage, boolean includeStop, TokenReport reported) {
    /// Maximum number of alternatives per token, as in OpenAI's and vLLM's servers.
    static final int MOST_ALTERNATIVES = 20;

    private static final int MOST_COUNT = 128;
    private static final int MOST_TOKEN_IDS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Fields that would change the answer but are not supported. A request that sets one is refused.
    private static final List<String> NOT_BUILT_IN = List.of(
            "allowed_token_ids",
            "audio",
            "bad_words",
            "chat_template",
            "chat_template_kwargs",
            "documents",
            "function_call",
            "functions",
            "guided_choice",
            "guided_grammar",
            "guided_json",
            "guided_regex",
            "logit_bias",
            "prompt_embeds",
            "structured_outputs",
            "suffix",
            "tools",
            "truncate_prompt_tokens");

    /// The token details that a response includes.
    ///
    /// @param alternatives number of alternatives to each sampled token; empty if no log-probabilities are
    ///     requested
    /// @param prompt number of alternatives to each token of the prompt; empty if they are not requested
    /// @param ids whether the response includes the token ids of prompt and answer
    /// @param asIds whether tokens are written as `token_id:N`
    record TokenReport(
            Optional<Alternatives> alternatives, Optional<Alternatives> prompt, boolean ids, boolean asIds) {}

    /// Reads the parameters of a request.
    ///
    /// @param alternatives value of the endpoint's own field for log-probabilities
    /// @param vocabulary number of token ids
    static RequestParameters of(RequestFields fields, Optional<Integer> alternatives, int vocabulary) {
        refuseWhatIsNotBuiltIn(fields);
        int count = fields.whole("n", 1, MOST_COUNT, 1);
        if (fields.whole("best_of", 1, MOST_COUNT, count) != count) {
            throw ApiException.field("best_of", "best_of is not offered apart from n. Leave it out.");
        }
        boolean usage = fields.tree("stream_options")
                .map(options -> options.path("include_usage").asBoolean())
                .orElse(false);
        return new RequestParameters(
                count,
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElseGet(RANDOM::nextLong),
                fields.flag("stream", false),
                usage,
                fields.flag("include_stop_str_in_output", false),
                reported(fields, alternatives, vocabulary));
    }

    private static TokenReport reported(RequestFields fields, Optional<Integer> top, int vocabulary) {
        List<Integer> ids = fields.ids("logprob_token_ids", vocabulary);
        if (!ids.isEmpty() && top.isEmpty()) {
            throw ApiException.field("logprob_token_ids", "logprob_token_ids needs logprobs. Set both.");
        }
        if (ids.size() > MOST_TOKEN_IDS) {
            throw ApiException.field(
                    "logprob_token_ids",
                    "logprob_token_ids holds %d ids, but it may hold %d.".formatted(ids.size(), MOST_TOKEN_IDS));
        }
        Optional<Alternatives> alternatives =
                top.map(count -> ids.isEmpty() ? Alternatives.top(count) : new Alternatives(0, ids));
        Optional<Alternatives> prompt = fields.whole("prompt_logprobs", 0, MOST_ALTERNATIVES)
                .map(count -> Alternatives.top(Math.toIntExact(count)));
        return new TokenReport(
                alternatives,
                prompt,
                fields.flag("return_token_ids", false),
                fields.flag("return_tokens_as_token_ids", false));
    }

    /// {@return these parameters with a count of 0, so that the prompts are only scored}
    RequestParameters readingOnly() {
        return observing(0, reported.prompt().or(reported::alternatives).or(() -> Optional.of(Alternatives.NONE)));
    }

    /// {@return these parameters with the same log-probabilities for the prompt's tokens as for the answer's}
    RequestParameters observingPrompt() {
        return observing(count, reported.prompt().or(reported::alternatives));
    }

    /// Token ids that a request lists apply to sampled tokens; tokens of a prompt have the most probable
    /// alternatives only.
    private RequestParameters observing(int answers, Optional<Alternatives> prompt) {
        Optional<Alternatives> likeliest = prompt.map(some -> Alternatives.top(some.top()));
        return new RequestParameters(
                answers,
                seed,
                stream,
                streamUsage,
                includeStop,
                new TokenReport(reported.alternatives(), likeliest, reported.ids(), reported.asIds()));
    }

    private static void refuseWhatIsNotBuiltIn(RequestFields fields) {
        for (String name : NOT_BUILT_IN) {
            refuse(fields, name, found -> !found.isContainerNode() || !found.isEmpty());
        }
        refuse(fields, "ignore_eos", JsonNode::asBoolean);
        refuse(fields, "use_beam_search", JsonNode::asBoolean);
        refuse(fields, "skip_special_tokens", found -> !found.asBoolean());
        refuse(fields, "response_format", found -> !found.path("type").asText().equals("text"));
    }

    private static void refuse(RequestFields fields, String name, Predicate<JsonNode> matters) {
        fields.tree(name).filter(matters).ifPresent(found -> {
            throw ApiException.field(
                    name,
                    "%s is not built in, and the answer would not be what it asks for. Leave it out.".formatted(name));
        });
    }

    /// {@return the request's sampling parameters}
    ///
    /// @param maximumTokens maximum number of tokens of an answer
    static SamplingSettings sampling(RequestFields fields, int maximumTokens, int vocabulary) {
        try {
            return new SamplingSettings(
                    fields.number("temperature", 1),
                    fields.number("top_p", 1),
                    Math.max(0, fields.whole("top_k", -1, Integer.MAX_VALUE, 0)),
                    fields.number("min_p", 0),
                    new Penalties(
                            fields.number("repetition_penalty", 1),
                            fields.number("frequency_penalty", 0),
                            fields.number("presence_penalty", 0)),
                    new Ending(
                            fields.whole("min_tokens", 0, Integer.MAX_VALUE, 0),
                            maximumTokens,
                            fields.texts("stop"),
                            Set.copyOf(fields.ids("stop_token_ids", vocabulary))));
        } catch (IllegalArgumentException e) { // names the field first
            String message = String.valueOf(e.getMessage());
            throw ApiException.field(message.substring(0, message.indexOf(' ')), message + ".");
        }
    }
}
