

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/// An OpenAI-compatible stub server on 127.0.0.1 with fixed prompts, responses and rankings. Prints its port.
///
/// It is written in Java so that the server is not the bottleneck: a server in Python was slower than its clients.
private static final JsonMapper JSON = new JsonMapper();

void main() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
        IO.println(server.getLocalPort());
        while (true) {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> serve(socket));
        }
    }
}

void serve(Socket socket) {
    try (socket) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        while (true) {
            int length = contentLength(in);
            byte[] reply = length == 0
                    ? "{\"object\":\"list\",\"data\":[]}".getBytes(StandardCharsets.UTF_8)
                    : answer(in.readNBytes(length));
            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(reply.length);
            byte[] begin = head.getBytes(StandardCharsets.US_ASCII);
            byte[] whole = new byte[begin.length + reply.length];
            System.arraycopy(begin, 0, whole, 0, begin.length);
            System.arraycopy(reply, 0, whole, begin.length, reply.length);
            out.write(whole);
        }
    } catch (IOException _) {
        // the client closed the connection
    }
}

/// {@return the length of the body according to the headers; 0 without a body}
int contentLength(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
        }
    }
    return length;
}

String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
            throw new EOFException();
        }
        if (next != '\r') {
            line.append((char) next);
        }
    }
    return line.toString();
}

byte[] answer(byte[] request) throws IOException {
    JsonNode body = JSON.readTree(request);
    String asked = body.at("/messages").path(body.at("/messages").size() - 1).path("content").asText();
    boolean judging = asked.contains("ranking:");
    SplittableRandom draw = new SplittableRandom(body.at("/messages").hashCode() * 31L + body.path("seed").asLong());
    ObjectNode reply = JSON.createObjectNode().put("id", "1").put("object", "chat.completion").put("created", 0)
            .put("model", body.path("model").asText());
    ArrayNode choices = reply.putArray("choices");
    for (int i = 0; i < Math.max(1, body.path("n").asInt(1)); i++) {
        choices.addObject().put("index", i).put("finish_reason", "stop").putObject("message").put("role", "assistant")
                .put("content", judging ? "ranking: 1 > 2" : words(i, draw));
    }
    reply.putObject("usage").put("prompt_tokens", 80).put("completion_tokens", 60).put("total_tokens", 140);
    return JSON.writeValueAsBytes(reply);
}

String words(int i, SplittableRandom draw) {
    StringBuilder text = new StringBuilder("How ").append(i);
    for (int word = 0; word < 40; word++) {
        text.append(" w").append(1000 + draw.nextInt(4096));
    }
    return text.append('?').toString();
}
