package sao.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.sampling.Alternatives;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A parsed and validated request for text completions.
///
/// @param prompts the prompts, at least one
/// @param sampling sampling parameters
/// @param parameters the parameters that both kinds of completion share; with a count of 0 the prompts are only
///     scored
/// @param echo whether the response repeats the prompt before the completion
record CompletionRequest(List<Prompt> prompts, SamplingSettings sampling, RequestParameters parameters, boolean echo) {
    private static final int OPENAI_TOKENS = 16; // the protocol's default of max_tokens

    /// One prompt of the request.
    ///
    /// @param text the prompt's text; decoded if the request gave token ids
    record Prompt(String text, TokenIds ids) {}

    static CompletionRequest of(RequestFields fields, ServedModel model) {
        List<Prompt> prompts = prompts(fields, model);
        boolean echo = fields.flag("echo", false);
        int wanted = fields.whole("max_tokens", echo ? 0 : 1, Integer.MAX_VALUE, OPENAI_TOKENS);
        int longest =
                prompts.stream().mapToInt(prompt -> prompt.ids().size()).max().orElseThrow();
        if (wanted > 0 || longest > model.contextTokens()) {
            model.maximumTokens(longest, wanted);
        }
        RequestParameters parameters = RequestParameters.of(fields, alternatives(fields), model.vocabularySize());
        if (wanted == 0) {
            parameters = parameters.readingOnly();
        }
        if (echo && parameters.reported().alternatives().isPresent()) {
            parameters = parameters.observingPrompt();
        }
        boolean observes = parameters.reported().prompt().isPresent();
        if (parameters.stream() && (observes || wanted == 0)) {
            throw ApiException.field(
                    "stream", "Log-probabilities of the prompt cannot be streamed. Set stream to false.");
        }
        return new CompletionRequest(
                prompts,
                RequestParameters.sampling(fields, Math.max(1, wanted), model.vocabularySize()),
                parameters,
                echo);
    }

    private static Optional<Integer> alternatives(RequestFields fields) {
        return fields.whole("logprobs", 0, RequestParameters.MOST_ALTERNATIVES).map(Math::toIntExact);
    }

    /// Reads `prompt`: a text, a list of token ids, or a list of texts or of lists of token ids.
    private static List<Prompt> prompts(RequestFields fields, ServedModel model) {
        JsonNode given = fields.tree("prompt")
                .orElseThrow(() -> ApiException.field("prompt", "prompt is missing. Give a text or token ids."));
        boolean beginning = fields.flag("add_special_tokens", true);
        List<Prompt> prompts = new ArrayList<>();
        if (given.isTextual() || given.path(0).isNumber()) {
            prompts.add(prompt(given, model, beginning));
        } else if (given.isArray()) {
            given.forEach(one -> prompts.add(prompt(one, model, beginning)));
        }
        if (prompts.isEmpty()) {
            throw RequestFields.wrong("prompt", given, "a text, a list of token ids, or a list of either");
        }
        return prompts;
    }

    private static Prompt prompt(JsonNode given, ServedModel model, boolean beginning) {
        Prompt prompt;
        if (given.isTextual()) {
            prompt = new Prompt(given.textValue(), model.encode(given.textValue(), beginning));
        } else {
            TokenIds ids = TokenIds.of(RequestFields.ids("prompt", given, model.vocabularySize()));
            prompt = new Prompt(model.engine().tokenizer().decode(ids, false), ids);
        }
        if (prompt.ids().size() == 0) {
            throw ApiException.field("prompt", "A prompt is empty. Give at least one token.");
        }
        return prompt;
    }

    /// {@return the number of alternatives returned with each token of a prompt; empty if none were requested}
    Optional<Alternatives> observed() {
        return parameters.reported().prompt();
    }
}
