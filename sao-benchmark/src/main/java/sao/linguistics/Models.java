package sao.linguistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.postag.POSModel;

/// The statistical models of Apache OpenNLP, read from the class path at first use.
final class Models {
    private Models() {}

    /// Reads a model.
    ///
    /// @param <M> type of the model
    interface Reader<M> {
        M read(InputStream in) throws IOException;
    }

    /// 103 languages, trained on the Leipzig corpora.
    static LanguageDetectorModel languages() {
        return Languages.MODEL;
    }

    /// English with the universal tag set, trained on the English Web Treebank.
    static POSModel partsOfSpeech() {
        return PartsOfSpeech.MODEL;
    }

    private static <M> M read(String name, Reader<M> reader) {
        try (InputStream in = Models.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no " + name);
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static final class Languages {
        static final LanguageDetectorModel MODEL = Models.read("langdetect-183.bin", LanguageDetectorModel::new);
    }

    private static final class PartsOfSpeech {
        static final POSModel MODEL = Models.read("opennlp-en-ud-ewt-pos-1.3-2.5.4.bin", POSModel::new);
    }
}
