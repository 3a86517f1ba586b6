package sao.forecast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sao.error.SaoException;
import sao.file.Sha256;

/// Reads and writes a forecast as JSON with a format name, a version and a SHA-256 checksum.
public final class ForecastFile {
    private static final String FORMAT = "sao-forecast";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private ForecastFile() {}

    /// {@return the JSON text of a forecast}
    public static String write(Forecast forecast) {
        JsonNode content = JSON.valueToTree(forecast);
        ObjectNode file = JSON.createObjectNode();
        file.put("format", FORMAT);
        file.put("version", VERSION);
        file.put("sha256", digest(content));
        file.set("forecast", content);
        return file.toString();
    }

    /// {@return the forecast in a JSON text}
    ///
    /// @throws SaoException if the text is not a forecast, is damaged, or has a newer version
    public static Forecast read(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            if (!file.path("format").asText().equals(FORMAT)) {
                throw damaged("its format is not '%s'".formatted(FORMAT));
            }
            if (file.path("version").asInt() > VERSION) {
                throw new SaoException(
                        "The forecast has version %d; this program reads versions up to %d."
                                .formatted(file.path("version").asInt(), VERSION),
                        "Use the program that wrote it, or plan again with `sao plan`.");
            }
            JsonNode content = file.path("forecast");
            if (!digest(content).equals(file.path("sha256").asText())) {
                throw damaged("its checksum does not match");
            }
            return JSON.treeToValue(content, Forecast.class);
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage());
        }
    }

    private static SaoException damaged(String reason) {
        return new SaoException("The forecast is damaged: %s.".formatted(reason), "Plan again with `sao plan`.");
    }

    private static String digest(JsonNode content) {
        return Sha256.of(content.toString());
    }
}
