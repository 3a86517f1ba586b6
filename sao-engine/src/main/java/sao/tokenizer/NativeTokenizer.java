package sao.tokenizer;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import sao.error.SaoException;
import sao.token.TokenIds;

/// One tokenizer of the native library, without truncation and padding. Only this class calls the library.
///
/// The library's Java interface is not used: it sends a request to a cloud's metadata address, and it
/// computes offsets, masks and words that are not needed.
final class NativeTokenizer {
    private static final Cleaner CLEANER = Cleaner.create();

    static {
        // with a GPU in sight the library would fetch another build of itself; offline it takes the one in the jar
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
        LibUtils.checkStatus();
    }

    private final long handle;

    private NativeTokenizer(long handle) {
        this.handle = handle;
        CLEANER.register(this, () -> TokenizersLibrary.LIB.deleteTokenizer(handle));
    }

    /// {@return the tokenizer that a `tokenizer.json` text describes}
    ///
    /// @param origin names the text in errors
    static NativeTokenizer of(String json, String origin) {
        try {
            long handle = TokenizersLibrary.LIB.createTokenizerFromString(json);
            TokenizersLibrary.LIB.disableTruncation(handle);
            TokenizersLibrary.LIB.disablePadding(handle);
            return new NativeTokenizer(handle);
        } catch (RuntimeException e) {
            throw new SaoException(
                    "%s is not a tokenizer that can be read: %s".formatted(origin, e.getMessage()),
                    "Take tokenizer.json from the model's own folder.",
                    e);
        }
    }

    TokenIds encode(String text, boolean addSpecials) {
        try {
            long encoding = TokenizersLibrary.LIB.encode(handle, wellFormed(text), addSpecials);
            long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
            TokenizersLibrary.LIB.deleteEncoding(encoding);
            return TokenIds.of(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    String decode(TokenIds ids, boolean skipSpecials) {
        try {
            long[] wide = Arrays.stream(ids.toArray()).asLongStream().toArray();
            return TokenizersLibrary.LIB.decode(handle, wide, skipSpecials);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// {@return the text with the replacement character for each lone surrogate: no bytes stand for one}
    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean pair = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended == null ? text : mended.toString();
    }
}
