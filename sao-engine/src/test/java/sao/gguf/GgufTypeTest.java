package sao.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GgufTypeTest {
    @Test
    void randomBlocksGiveTheReferenceReadersValuesBitForBit() throws IOException {
        JsonNode types;
        try (InputStream in = Objects.requireNonNull(GgufTypeTest.class.getResourceAsStream("gguf-blocks.json"))) {
            types = new JsonMapper().readTree(in).path("types");
        }
        assertThat(types).hasSize(GgufType.values().length - 2); // F32 and BF16 need no arithmetic
        for (JsonNode expected : types) {
            GgufType type = GgufType.of(expected.path("id").asInt(), "blocks");
            assertThat(type).hasToString(expected.path("type").asText());
            assertThat(type.blockValues())
                    .isEqualTo(expected.path("block_values").asInt());
            assertThat(type.blockBytes()).isEqualTo(expected.path("block_bytes").asInt());
            ByteBuffer floats = ByteBuffer.wrap(
                            Base64.getDecoder().decode(expected.path("float32").asText()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            float[] wanted = new float[floats.remaining() / 4];
            floats.asFloatBuffer().get(wanted);
            float[] found = new float[wanted.length];
            type.decode(Base64.getDecoder().decode(expected.path("blocks").asText()), found);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(Float.floatToIntBits(found[i]))
                        .as("%s[%d]: %s should be %s", type, i, found[i], wanted[i])
                        .isEqualTo(Float.floatToIntBits(wanted[i]));
            }
        }
    }

    @Test
    void bfloat16IsTheUpperHalf() {
        float[] values = new float[2];
        GgufType.BF16.decode(new byte[] {(byte) 0x80, 0x3F, 0x49, (byte) 0xC0}, values);
        assertThat(values).containsExactly(1, -3.140625f);
    }
}
