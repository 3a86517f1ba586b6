package sao.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Generation;
import sao.sampling.ObservedToken;
import sao.token.TokenIds;

/// Answers `/v1/completions`, as one JSON object or as a stream of server-sent events. Any thread.
final class CompletionEndpoint implements Exchange.Endpoint {
    private final ServedModel model;

    CompletionEndpoint(ServedModel model) {
        this.model = model;
    }

    @Override
    public void answer(Exchange exchange) {
        RequestFields fields = exchange.fields();
        model.requireNamed(fields);
        CompletionRequest request = CompletionRequest.of(fields, model);
        List<TokenIds> prompts =
                request.prompts().stream().map(CompletionRequest.Prompt::ids).toList();
        try (RequestCalls calls =
                RequestCalls.begin(model, exchange.connection(), prompts, request.sampling(), request.parameters())) {
            if (request.parameters().stream()) {
                stream(exchange, request, calls);
            } else {
                exchange.send(whole(exchange, request, calls));
            }
        }
    }

    private ObjectNode head(Exchange exchange) {
        return Json.object()
                .put("id", "cmpl-" + exchange.id())
                .put("object", "text_completion")
                .put("created", exchange.created())
                .put("model", model.name());
    }

    private ObjectNode whole(Exchange exchange, CompletionRequest request, RequestCalls calls) {
        List<Generation> generations = calls.await();
        TokenUsage usage = TokenUsage.of(generations);
        exchange.count(usage);
        int count = request.parameters().count();
        List<List<ObservedToken>> observed = calls.observed(count * generations.size());
        ObjectNode body = head(exchange);
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < generations.size(); i++) {
            CompletionRequest.Prompt prompt = request.prompts().get(i);
            List<ObservedToken> read = request.observed().isPresent() ? calls.observedPrompt(i) : List.of();
            for (int j = 0; j < Math.max(1, count); j++) {
                Optional<Answer> answer = count == 0
                        ? Optional.empty()
                        : Optional.of(generations.get(i).answers().get(j));
                List<ObservedToken> drawn = count == 0 ? List.of() : observed.get(i * count + j);
                choices.add(choice(request, new Choice(choices.size(), prompt, answer, read, drawn)));
            }
        }
        body.putNull("service_tier").put("system_fingerprint", model.fingerprint());
        body.set("usage", usage.json());
        return body.putNull("kv_transfer_params").putNull("ec_transfer_params").putNull("metrics");
    }

    /// One completion with its prompt.
    ///
    /// @param answer the completion; empty if the prompt was only scored
    /// @param read the prompt's tokens from the second on; empty unless their log-probabilities were requested
    /// @param drawn the completion's tokens; empty unless their log-probabilities were requested
    private record Choice(
            int index,
            CompletionRequest.Prompt prompt,
            Optional<Answer> answer,
            List<ObservedToken> read,
            List<ObservedToken> drawn) {}

    private ObjectNode choice(CompletionRequest request, Choice made) {
        Optional<StopReason> reason = made.answer().map(one -> StopReason.of(one, request.sampling(), model));
        String text = made.answer().map(Answer::text).orElse("");
        if (request.parameters().includeStop()) {
            text += reason.map(StopReason::text).orElse("");
        }
        RequestParameters.TokenReport reported = request.parameters().reported();
        ObjectNode choice = Json.object().put("index", made.index());
        choice.put("text", request.echo() ? made.prompt().text() + text : text);
        if (reported.alternatives().isPresent()) {
            choice.set("logprobs", logProbabilities(request, made));
        } else {
            choice.putNull("logprobs");
        }
        choice.put(
                "finish_reason",
                made.answer().map(answer -> answer.finishReason().label()).orElse("length"));
        reason.ifPresentOrElse(some -> some.into(choice), () -> choice.putNull("stop_reason"));
        if (reported.ids()) {
            choice.set(
                    "token_ids", Json.ids(made.answer().flatMap(Answer::tokens).orElseGet(TokenIds::of)));
        } else {
            choice.putNull("token_ids");
        }
        if (request.observed().isPresent()) {
            choice.set(
                    "prompt_logprobs",
                    LogProbabilityJson.of(model.texts(), reported).prompt(made.read()));
        } else {
            choice.putNull("prompt_logprobs");
        }
        if (reported.ids()) {
            choice.set("prompt_token_ids", Json.ids(made.prompt().ids()));
        } else {
            choice.putNull("prompt_token_ids");
        }
        return choice.putNull("routed_experts");
    }

    private ObjectNode logProbabilities(CompletionRequest request, Choice made) {
        List<ObservedToken> tokens = new ArrayList<>();
        if (request.echo()) {
            tokens.addAll(made.read());
        }
        tokens.addAll(made.drawn());
        List<Integer> first = request.echo() ? List.of(made.prompt().ids().get(0)) : List.of();
        return LogProbabilityJson.of(model.texts(), request.parameters().reported())
                .completion(first, tokens, 0);
    }

    private void stream(Exchange exchange, CompletionRequest request, RequestCalls calls) {
        EventStream events = exchange.events();
        int choices = request.prompts().size() * request.parameters().count();
        int[] offsets = new int[choices];
        boolean[] begun = new boolean[choices];
        StreamChunks chunks = new StreamChunks(calls, request.parameters());
        for (Optional<StreamChunks.Chunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            int choice = chunk.get().choice();
            CompletionRequest.Prompt prompt =
                    request.prompts().get(choice / request.parameters().count());
            String before = request.echo() && !begun[choice] ? prompt.text() : "";
            ObjectNode body = chunk(exchange, request, chunk.get(), before, offsets[choice]);
            if (request.parameters().reported().ids() && !begun[choice]) {
                ((ObjectNode) body.path("choices").path(0)).set("prompt_token_ids", Json.ids(prompt.ids()));
            }
            begun[choice] = true;
            LogProbabilityJson shape =
                    LogProbabilityJson.of(model.texts(), request.parameters().reported());
            for (ObservedToken token : chunk.get().tokens()) {
                offsets[choice] += shape.length(token.token().id());
            }
            events.send(body);
        }
        TokenUsage usage = TokenUsage.of(calls.await());
        exchange.count(usage);
        if (request.parameters().streamUsage()) {
            ObjectNode last = head(exchange);
            last.putArray("choices");
            last.set("usage", usage.json());
            events.send(last.put("system_fingerprint", model.fingerprint()));
        }
        events.done();
    }

    private ObjectNode chunk(
            Exchange exchange, CompletionRequest request, StreamChunks.Chunk chunk, String before, int offset) {
        RequestParameters.TokenReport reported = request.parameters().reported();
        Optional<StopReason> reason = chunk.ended().map(answer -> StopReason.of(answer, request.sampling(), model));
        String stop = request.parameters().includeStop()
                ? reason.map(StopReason::text).orElse("")
                : "";
        ObjectNode body = head(exchange);
        ObjectNode choice = body.putArray("choices").addObject().put("index", chunk.choice());
        choice.put("text", before + chunk.text() + stop);
        if (reported.alternatives().isPresent()) {
            choice.set(
                    "logprobs",
                    LogProbabilityJson.of(model.texts(), reported).completion(List.of(), chunk.tokens(), offset));
        } else {
            choice.putNull("logprobs");
        }
        chunk.ended()
                .ifPresentOrElse(
                        answer -> choice.put(
                                "finish_reason", answer.finishReason().label()),
                        () -> choice.putNull("finish_reason"));
        reason.ifPresentOrElse(some -> some.into(choice), () -> choice.putNull("stop_reason"));
        choice.putNull("prompt_token_ids");
        if (reported.ids()) {
            choice.set("token_ids", Json.ids(chunk.ids()));
        } else {
            choice.putNull("token_ids");
        }
        if (chunk.ended().isPresent()) {
            body.put("system_fingerprint", model.fingerprint());
        }
        return body;
    }
}
