"""An OpenAI-compatible server on 127.0.0.1 that answers at once: prompts, answers, rankings. Prints its port.

Usage: openai_stub.py
"""

import asyncio
import json
import random

WORDS = [f"w{i:04d}" for i in range(4096)]


def answer(body: dict) -> bytes:
    draw = random.Random(json.dumps(body["messages"]) + str(body.get("seed")))
    text = " ".join(draw.choice(WORDS) for _ in range(40))
    judging = "ranking:" in body["messages"][-1]["content"]
    choices = [
        {"index": i, "finish_reason": "stop", "message": {"role": "assistant", "content": "ranking: 1 > 2" if judging else f"How {i} {text}?"}}
        for i in range(body.get("n") or 1)
    ]
    usage = {"prompt_tokens": 80, "completion_tokens": 60, "total_tokens": 140}
    reply = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"], "choices": choices, "usage": usage}
    return json.dumps(reply).encode()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
            body = await reader.readexactly(length)
            payload = answer(json.loads(body)) if length else b'{"object":"list","data":[]}'
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(payload) + payload)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
