package org.baoxue.attendance.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            nullValues = "nobody",
            value = {
                "13900001111,           +8613900001111",
                "139 0000 1111,         +8613900001111",
                "139-0000-1111,         +8613900001111",
                "+86 139 0000 1111,     +8613900001111",
                "0086 13900001111,      +8613900001111",
                "１３９００００１１１１,  +8613900001111",
                "+86 10 5550 0101,      +861055500101",
                "010-55500101,          +861055500101",
                "(0874) 322 0101,       +868743220101",
                "+1 519 555 0123,       +15195550123",
                "+95 9 250 000 111,     +959250000111",
                "+999 13 000 0901,      +999130000901",
                "1390000111,            nobody",
                "139000011112,          nobody",
                "+86 139 0000 111,      nobody",
                "55500101,              nobody",
                "13x 0000,              nobody",
                "13900001111 ext. 5,    nobody",
                "13900001111#5,         nobody",
                "+998,                  nobody",
                "+99 13900001111,       nobody",
                "-,                     nobody"
            })
    void a_number_as_it_is_dialled_from_anywhere(String written, String dialled) {
        assertThat(Phones.e164(written).orElse(null)).isEqualTo(dialled);
    }
}
