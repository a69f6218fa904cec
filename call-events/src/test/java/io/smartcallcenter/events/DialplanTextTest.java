package io.smartcallcenter.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialplanTextTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "QUEUE,         support,            true",
        "QUEUE,         400,                true",
        "QUEUE,         s,                  false",
        "QUEUE,         -x,                 false",
        "QUEUE,         'a,b',              false",
        "QUEUE,         '${EVAL}',          false",
        "QUEUE_OPTIONS, '',                 true",
        "QUEUE_OPTIONS, tT,                 true",
        "QUEUE_OPTIONS, C(10),              false",
        "ENDPOINT,      PJSIP/0001,         true",
        "ENDPOINT,      IAX2/x,             true",
        "ENDPOINT,      PJSIP/,             false",
        "ENDPOINT,      PJSIP,              false",
        "ENDPOINT,      'PJSIP/1&PJSIP/2',  false",
        "MAILBOX,       0001,               true",
        "MAILBOX,       5,                  false",
        "MAILBOX,       a@b,                false",
        "NUMBER,        5,                  true",
        "NUMBER,        *70,                true",
        "NUMBER,        +4930,              true",
        "NUMBER,        '',                 false",
        "NUMBER,        '1,2',              false",
        "PROMPT,        custom/closed,      true",
        "PROMPT,        ../etc/passwd,      false",
        "PROMPT,        'a,b',              false",
        "CAUSE,         busy,               true",
        "CAUSE,         rude,               false"
    })
    void accepts(DialplanText kind, String value, boolean expected) {
        assertThat(kind.accepts(value)).isEqualTo(expected);
    }
}
