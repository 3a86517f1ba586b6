package sao.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sao.chat.Generation;

/// Token counts of a request, in the protocol's format.
///
/// @param prompt number of tokens of the prompts
/// @param cached number of prompt tokens taken from the prefix cache
/// @param completion number of tokens of the answers
record TokenUsage(int prompt, int cached, int completion) {
    static TokenUsage of(List<Generation> generations) {
        return new TokenUsage(
                generations.stream().mapToInt(one -> one.usage().promptTokens()).sum(),
                generations.stream().mapToInt(one -> one.usage().cachedTokens()).sum(),
                generations.stream()
                        .mapToInt(one -> one.usage().completionTokens())
                        .sum());
    }

    ObjectNode json() {
        ObjectNode usage = Json.object();
        usage.put("prompt_tokens", prompt);
        usage.put("total_tokens", prompt + completion);
        usage.put("completion_tokens", completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cached);
        usage.putNull("completion_tokens_details");
        return usage;
    }
}
