package sao.dataset;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import sao.domain.PreferencePair;

/// Writes pairs as one Parquet file, zstd, pages with checksums. The bytes depend on the pairs alone.
final class ParquetSink implements PairSink {
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final ParquetWriter<PreferencePair> writer;

    ParquetSink(Path file) throws IOException {
        writer = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageWriteChecksumEnabled(true)
                .build();
    }

    @Override
    public void append(PreferencePair pair) throws IOException {
        writer.write(pair);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<PreferencePair, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the library, so it must be here
        protected WriteSupport<PreferencePair> getWriteSupport(Configuration configuration) {
            return new ParquetRows();
        }

        @Override
        protected WriteSupport<PreferencePair> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRows();
        }
    }
}
