package io.smartcallcenter.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As at the start of the service. */
class CdrSettingsTest {

    private static CdrSettings with(Map<String, String> properties) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            BeanValidationConfigValidator validator = validators::getValidator;
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withSources(new PropertiesConfigSource(properties, "test", 500))
                    .withMapping(CdrSettings.class)
                    .withValidator(validator)
                    .build()
                    .getConfigMapping(CdrSettings.class);
        }
    }

    @Test
    void theDefaultsAreGood() {
        assertThat(with(Map.of()).pageSize()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "page-size, 0",
        "back-fill-rate, 0",
        "back-fill-lease, 0s",
        "query-timeout, 0s",
        "window, -1h",
        "longest-call, -1h",
        "grace, -1s"
    })
    void aSettingThatIsOutOfItsRangeStopsTheStart(String name, String value) {
        assertThatThrownBy(() -> with(Map.of("scc.cdr." + name, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name);
    }
}
