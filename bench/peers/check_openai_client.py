"""Drives a running `sao serve` with the official openai client and checks what comes back.

usage: check_openai_client.py BASE_URL   (such as http://127.0.0.1:8000/v1; the token from SAO_TOKEN)
"""

import os
import sys

import openai


def main(base_url):
    client = openai.OpenAI(base_url=base_url, api_key=os.environ.get("SAO_TOKEN", "none"), max_retries=0)
    model = client.models.list().data[0].id
    messages = [{"role": "user", "content": "Name the capital of France in one short sentence."}]

    plain = client.chat.completions.create(model=model, messages=messages, temperature=0, max_tokens=40)
    assert "Paris" in plain.choices[0].message.content, plain
    assert plain.choices[0].finish_reason == "stop"
    assert plain.usage.total_tokens == plain.usage.prompt_tokens + plain.usage.completion_tokens

    stream = client.chat.completions.create(
        model=model, messages=messages, temperature=0, max_completion_tokens=40, stream=True,
        stream_options={"include_usage": True})
    pieces, usage = [], None
    for chunk in stream:
        pieces += [choice.delta.content or "" for choice in chunk.choices]
        usage = chunk.usage or usage
    assert "".join(pieces) == plain.choices[0].message.content, pieces
    assert usage.completion_tokens == plain.usage.completion_tokens
    assert len(pieces) > 3, "it came in one piece"

    two = [client.chat.completions.create(model=model, messages=messages, n=2, seed=7, temperature=0.8,
                                          top_p=0.9, max_tokens=20, frequency_penalty=0.3) for _ in range(2)]
    texts = [[choice.message.content for choice in one.choices] for one in two]
    assert texts[0] == texts[1] and len(texts[0]) == 2, texts

    probabilities = client.chat.completions.create(
        model=model, messages=messages, temperature=0, max_tokens=3, logprobs=True, top_logprobs=5)
    for token in probabilities.choices[0].logprobs.content:
        assert len(token.top_logprobs) == 5 and token.top_logprobs[0].logprob == token.logprob
        assert bytes(token.bytes).decode() == token.token

    stopped = client.chat.completions.create(
        model=model, messages=messages, temperature=0, max_tokens=40, stop=["France"])
    assert stopped.choices[0].message.content == "The capital of ", stopped

    completion = client.completions.create(
        model=model, prompt=["The capital of France is", "The capital of Spain is"], temperature=0, max_tokens=4)
    assert "Paris" in completion.choices[0].text and "Madrid" in completion.choices[1].text, completion
    echo = client.completions.create(
        model=model, prompt="The capital of France is Paris", max_tokens=0, echo=True, logprobs=1)
    assert echo.choices[0].logprobs.token_logprobs[0] is None
    assert echo.choices[0].text == "The capital of France is Paris"
    ids = client.completions.create(model=model, prompt=[504, 3575, 282, 4649, 314], temperature=0, max_tokens=2,
                                    extra_body={"return_token_ids": True})
    assert ids.choices[0].token_ids[0] == 7042, ids

    for wrong, error in [
        (dict(model="no-such-model", messages=messages), openai.NotFoundError),
        (dict(model=model, messages=messages, temperature=-1), openai.BadRequestError),
        (dict(model=model, messages=messages, max_tokens=100_000), openai.BadRequestError),
        (dict(model=model, messages=messages, tools=[{"type": "function", "function": {"name": "f"}}]),
         openai.BadRequestError),
    ]:
        try:
            client.chat.completions.create(**wrong)
            raise AssertionError(f"{wrong} was answered")
        except error as e:
            assert e.body["message"], e
    print(f"openai {openai.__version__}: all answers as expected")


if __name__ == "__main__":
    main(sys.argv[1])
