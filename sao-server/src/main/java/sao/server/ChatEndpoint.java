package sao.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Generation;
import sao.sampling.ObservedToken;

/// Answers `/v1/chat/completions`, as one JSON object or as a stream of server-sent events. Any thread.
final class ChatEndpoint implements Exchange.Endpoint {
    private final ServedModel model;

    ChatEndpoint(ServedModel model) {
        this.model = model;
    }

    @Override
    public void answer(Exchange exchange) {
        RequestFields fields = exchange.fields();
        model.requireNamed(fields);
        ChatRequest request = ChatRequest.of(fields, model);
        RequestParameters parameters = request.parameters();
        if (parameters.stream() && parameters.reported().prompt().isPresent()) {
            throw ApiException.field("prompt_logprobs", "prompt_logprobs cannot be streamed. Set stream to false.");
        }
        try (RequestCalls calls = RequestCalls.begin(
                model, exchange.connection(), List.of(request.prompt()), request.sampling(), parameters)) {
            if (parameters.stream()) {
                stream(exchange, request, calls);
            } else {
                exchange.send(whole(exchange, request, calls));
            }
        }
    }

    private ObjectNode whole(Exchange exchange, ChatRequest request, RequestCalls calls) {
        List<Generation> generations = calls.await();
        TokenUsage usage = TokenUsage.of(generations);
        exchange.count(usage);
        RequestParameters.TokenReport reported = request.parameters().reported();
        LogProbabilityJson shape = LogProbabilityJson.of(model.texts(), reported);
        List<Answer> answers = generations.getFirst().answers();
        List<List<ObservedToken>> observed = calls.observed(answers.size());
        ObjectNode body = head(exchange, "chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < answers.size(); i++) {
            choices.add(choice(i, answers.get(i), request));
            if (reported.alternatives().isPresent()) {
                ((ObjectNode) choices.get(i)).set("logprobs", shape.chat(observed.get(i)));
            }
        }
        body.putNull("service_tier").put("system_fingerprint", model.fingerprint());
        body.set("usage", usage.json());
        if (reported.prompt().isPresent()) {
            body.set("prompt_logprobs", shape.prompt(calls.observedPrompt(0)));
        } else {
            body.putNull("prompt_logprobs");
        }
        tellPrompt(body, request);
        return body.putNull("kv_transfer_params").putNull("ec_transfer_params").putNull("metrics");
    }

    private ObjectNode head(Exchange exchange, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + exchange.id())
                .put("object", object)
                .put("created", exchange.created())
                .put("model", model.name());
    }

    private ObjectNode choice(int index, Answer answer, ChatRequest request) {
        StopReason reason = StopReason.of(answer, request.sampling(), model);
        ObjectNode choice = Json.object().put("index", index);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", request.parameters().includeStop() ? answer.text() + reason.text() : answer.text());
        message.putNull("refusal").putNull("annotations").putNull("audio").putNull("function_call");
        message.putNull("reasoning");
        choice.putNull("logprobs").put("finish_reason", answer.finishReason().label());
        reason.into(choice);
        if (request.parameters().reported().ids()) {
            choice.set("token_ids", Json.ids(answer.tokens().orElseThrow()));
        } else {
            choice.putNull("token_ids");
        }
        return choice.putNull("routed_experts");
    }

    private void tellPrompt(ObjectNode body, ChatRequest request) {
        if (request.parameters().reported().ids()) {
            body.set("prompt_token_ids", Json.ids(request.prompt()));
        } else {
            body.putNull("prompt_token_ids");
        }
        if (request.promptText()) {
            body.put("prompt_text", model.engine().tokenizer().decode(request.prompt(), false));
        } else {
            body.putNull("prompt_text");
        }
    }

    private void stream(Exchange exchange, ChatRequest request, RequestCalls calls) {
        EventStream events = exchange.events();
        for (int i = 0; i < request.parameters().count(); i++) {
            ObjectNode first = head(exchange, "chat.completion.chunk");
            ObjectNode choice = first.putArray("choices").addObject().put("index", i);
            choice.putObject("delta").put("role", "assistant").put("content", "");
            choice.putNull("logprobs").putNull("finish_reason");
            tellPrompt(first, request);
            events.send(first);
        }
        StreamChunks chunks = new StreamChunks(calls, request.parameters());
        for (Optional<StreamChunks.Chunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            events.send(chunk(exchange, request, chunk.get()));
        }
        List<Generation> generations = calls.await();
        TokenUsage usage = TokenUsage.of(generations);
        exchange.count(usage);
        if (request.parameters().streamUsage()) {
            ObjectNode last = head(exchange, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage.json());
            events.send(last.put("system_fingerprint", model.fingerprint()));
        }
        events.done();
    }

    private ObjectNode chunk(Exchange exchange, ChatRequest request, StreamChunks.Chunk chunk) {
        RequestParameters.TokenReport reported = request.parameters().reported();
        ObjectNode body = head(exchange, "chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject().put("index", chunk.choice());
        String stop = "";
        if (chunk.ended().isPresent() && request.parameters().includeStop()) {
            stop = StopReason.of(chunk.ended().get(), request.sampling(), model).text();
        }
        choice.putObject("delta").put("content", chunk.text() + stop);
        if (reported.alternatives().isPresent()) {
            choice.set(
                    "logprobs", LogProbabilityJson.of(model.texts(), reported).chat(chunk.tokens()));
        } else {
            choice.putNull("logprobs");
        }
        chunk.ended()
                .ifPresentOrElse(
                        answer -> {
                            choice.put("finish_reason", answer.finishReason().label());
                            StopReason.of(answer, request.sampling(), model).into(choice);
                            body.put("system_fingerprint", model.fingerprint());
                        },
                        () -> choice.putNull("finish_reason"));
        if (reported.ids()) {
            choice.set("token_ids", Json.ids(chunk.ids()));
        } else {
            choice.putNull("token_ids");
        }
        return body;
    }
}
