package io.smartcallcenter.kpi;

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
import org.junit.jupiter.params.provider.ValueSource;

/** As at the start of the service. */
class RetentionSettingsTest {

    private static RetentionSettings with(Map<String, String> properties) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            BeanValidationConfigValidator validator = validators::getValidator;
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withSources(new PropertiesConfigSource(properties, "test", 500))
                    .withMapping(RetentionSettings.class)
                    .withValidator(validator)
                    .build()
                    .getConfigMapping(RetentionSettings.class);
        }
    }

    @Test
    void theDefaultsAreGoodAndSoAreEightDays() {
        assertThat(with(Map.of()).facts()).isEqualTo(Duration.ofDays(400));
        assertThat(with(Map.of("scc.kpi.retention.facts", "P8D")).facts()).isEqualTo(Duration.ofDays(8));
    }

    /** Every quarter would be too old to be recomputed, and no figure would ever be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"PT12H", "P1D", "P7D", "PT0S", "-P400D"})
    void factsThatAreKeptForLessThanEightDaysStopTheStart(String facts) {
        assertThatThrownBy(() -> with(Map.of("scc.kpi.retention.facts", facts)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("scc.kpi.retention.facts");
    }
}
