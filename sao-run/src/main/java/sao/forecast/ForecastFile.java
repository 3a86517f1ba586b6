package sao.forecast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import sao.error.SaoException;
import sao.file.Sha256;

/// A forecast as text: JSON with name, version and checksum.
public final class ForecastFile {
    private static final String FORMAT = "sao-forecast";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private ForecastFile() {}

    /// {@return the text of a forecast}
    public static String write(Forecast forecast) {
        JsonNode content = JSON.valueToTree(forecast);
        ObjectNode file = JSON.createObjectNode();
        file.put("format", FORMAT);
        file.put("version", VERSION);
        file.put("sha256", digest(content));
        file.set("forecast", content);
        return file.toString();
    }

    /// {@return the forecast of a text}
    ///
    /// @throws SaoException if it is none, damaged, or of a newer version
    public static Forecast read(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            if (!file.path("format").asText().equals(FORMAT)) {
                throw damaged("it is no forecast");
            }
            if (file.path("version").asInt() > VERSION) {
                throw new SaoException(
                        "The forecast has version %d, and this program reads up to %d."
                                .formatted(file.path("version").asInt(), VERSION),
                        "Use the program that wrote it, or plan again with `sao plan`.");
            }
            JsonNode content = file.path("forecast");
            if (!digest(content).equals(file.path("sha256").asText())) {
                throw damaged("its checksum does not fit");
            }
            return JSON.treeToValue(content, Forecast.class);
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage());
        }
    }

    private static SaoException damaged(String how) {
        return new SaoException("The forecast is damaged: %s.".formatted(how), "Plan again with `sao plan`.");
    }

    private static String digest(JsonNode content) {
        return Sha256.of(content.toString());
    }
}
