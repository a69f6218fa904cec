package io.smartcallcenter.defaults.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private static final String PLACE = "pbx1\nMARIADB\ndb\n3306\nscc";

    private final SecretCipher cipher = new SecretCipher("scc.settings-key", List.of(OLD));

    private static String key(long seed) {
        byte[] bytes = new byte[SecretCipher.KEY_LENGTH];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void everyPrintableCharacterComesBack() {
        String all =
                IntStream.rangeClosed(' ', '~').mapToObj(Character::toString).collect(Collectors.joining())
                        + "пароль 密码 ñ";

        String secret = cipher.encrypt(all, PLACE);

        assertThat(secret).doesNotContain("пароль").isNotEqualTo(cipher.encrypt(all, PLACE));
        assertThat(cipher.decrypt(secret, PLACE)).isEqualTo(all);
    }

    @Test
    void aPasswordIsOfNoUseForAnotherHost() {
        String secret = cipher.encrypt("secret", PLACE);

        assertThatThrownBy(() -> cipher.decrypt(secret, PLACE.replace("db", "evil")))
                .isInstanceOf(UndecipherableSecret.class);
    }

    @Test
    void aChangedSecretIsNotedAndNotTakenForAPassword() {
        String secret = cipher.encrypt("secret", PLACE);
        String changed = secret.substring(0, secret.length() - 5)
                + (secret.charAt(secret.length() - 5) == 'A' ? 'B' : 'A')
                + secret.substring(secret.length() - 4);

        assertThatThrownBy(() -> cipher.decrypt(changed, PLACE)).isInstanceOf(UndecipherableSecret.class);
        assertThatThrownBy(() -> cipher.decrypt("nothing", PLACE)).isInstanceOf(UndecipherableSecret.class);
    }

    @Test
    void anOlderKeyStillDecryptsAndTheFirstOneEncrypts() {
        String secret = cipher.encrypt("secret", PLACE);
        SecretCipher both = new SecretCipher("scc.settings-key", List.of(NEW, OLD));

        assertThat(both.decrypt(secret, PLACE)).isEqualTo("secret");
        assertThat(new SecretCipher("scc.settings-key", List.of(NEW)).decrypt(both.encrypt("secret", PLACE), PLACE))
                .isEqualTo("secret");
        assertThatThrownBy(() -> new SecretCipher("scc.settings-key", List.of(NEW)).decrypt(secret, PLACE))
                .isInstanceOf(UndecipherableSecret.class);
    }

    @Test
    void aKeyOfAnotherLengthIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> new SecretCipher("scc.settings-key", List.of("c2hvcnQ=")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scc.settings-key")
                .hasMessageNotContaining("c2hvcnQ");
    }
}
