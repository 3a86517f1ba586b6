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

/// Writes rows as one Parquet file with zstd compression and page checksums. The bytes depend only on the rows.
final class ParquetSink<T> implements RowSink<T> {
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final ParquetWriter<T> writer;

    ParquetSink(Table<T> table, Path file) throws IOException {
        writer = new Builder<>(table, new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageWriteChecksumEnabled(true)
                .build();
    }

    @Override
    public void append(T row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final Table<T> table;

        Builder(Table<T> table, OutputFile file) {
            super(file);
            this.table = table;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in the library: an implementation is required
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return new ParquetRows<>(table);
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetRows<>(table);
        }
    }
}
