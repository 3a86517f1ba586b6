package sao.judging;

import java.util.List;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// Says which of two responses to a prompt is the better one.
///
/// @implSpec A judgment depends on the arguments and on the judge's own settings alone. Swapping the two
///     responses swaps the log-odds of the judgment and changes nothing else. Responses of equal text are a
///     tie, exactly.
public interface Judge {
    /// {@return kind and version, such as `likelihood/sao-v1`: equal names judge by equal rules}
    String name();

    /// {@return what this judge says of two responses; words that cannot be read are [Judgment.Unreadable],
    /// never an exception}
    ///
    /// @param prompt what was asked
    /// @param first the response in the first place
    /// @param second the response in the second place
    /// @throws sao.error.SaoException if the model behind the judge fails
    Judgment compare(Prompt prompt, Response first, Response second);

    /// {@return the same with a look at the other responses that the prompt got; most judges need none}
    ///
    /// @param others the prompt's responses besides these two
    default Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        return compare(prompt, first, second);
    }

    /// {@return the same judge with other draws; itself if it draws nothing}
    default Judge repeated() {
        return this;
    }

    /// {@return this judge, with [Judgment.Unreadable] where its model's context is too small for a question}
    default Judge fitting() {
        return new FittingJudge(this);
    }
}
