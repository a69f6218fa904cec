package io.smartcallcenter.kpi.api.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.defaults.answer.Format;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

    private static final MediaType ANY = MediaType.WILDCARD_TYPE;
    private static final MediaType CSV = new MediaType("text", "csv");

    @Test
    void theParameterDecidesBeforeTheHeader() {
        assertThat(Format.of("xlsx", List.of(CSV))).isEqualTo(Format.XLSX);
        assertThat(Format.of("json", List.of(CSV))).isEqualTo(Format.JSON);
    }

    @Test
    void theFirstAcceptedTypeThatThereIsDecides() {
        assertThat(Format.of(null, List.of(CSV, ANY))).isEqualTo(Format.CSV);
        assertThat(Format.of(null, List.of(MediaType.TEXT_HTML_TYPE, ANY))).isEqualTo(Format.JSON);
        assertThat(Format.of(null, List.of(MediaType.valueOf(Format.SPREADSHEET))))
                .isEqualTo(Format.XLSX);
        assertThat(Format.of(null, List.of(new MediaType("text", "*")))).isEqualTo(Format.CSV);
        assertThat(Format.of(null, List.of())).isEqualTo(Format.JSON);
    }

    @Test
    void anUnknownFormatIsNamed() {
        assertThatThrownBy(() -> Format.of("pdf", List.of())).hasMessageContaining("format");
    }
}
