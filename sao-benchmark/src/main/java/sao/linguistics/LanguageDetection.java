package sao.linguistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorME;

/// Detects the language of a text with the language model of Apache OpenNLP, among 103 languages.
public final class LanguageDetection {
    private static final int MOST_CHARACTERS = 5_000;

    private LanguageDetection() {}

    /// {@return the code of the text's most probable language: ISO 639-1 where one exists, otherwise ISO 639-3, such
    /// as `en` or `cmn`; empty if the text has no letter}
    ///
    /// @param text only its first 5,000 characters are read
    public static Optional<String> detect(String text) {
        String start = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        if (start.codePoints().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        // The model has seen few texts in capital letters.
        String code = new LanguageDetectorME(Models.languages())
                .predictLanguage(start.toLowerCase(Locale.ROOT))
                .getLang();
        return Optional.of(shortest(code));
    }

    private static String shortest(String code) {
        return switch (code) {
            case "cmn" -> "zh";
            case "pes" -> "fa";
            case "nob", "nno" -> "no";
            case "ekk" -> "et";
            case "lvs" -> "lv";
            case "zlm" -> "ms";
            case "pnb" -> "pa";
            case "swh" -> "sw";
            case "npi" -> "ne";
            case "als" -> "sq";
            default -> ShortCodes.of(code);
        };
    }

    /// ISO 639-1 codes by ISO 639-3 code.
    private static final class ShortCodes {
        private static final Map<String, String> CODES = Arrays.stream(Locale.getISOLanguages())
                .filter(code -> code.length() == 2)
                .collect(Collectors.toMap(code -> Locale.of(code).getISO3Language(), code -> code, (one, _) -> one));

        static String of(String code) {
            return CODES.getOrDefault(code, code);
        }
    }
}
