package io.smartcallcenter.defaults.answer;

import io.smartcallcenter.defaults.query.Problems;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer is written as. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON),
    CSV("text/csv;charset=UTF-8"),
    XLSX(Format.SPREADSHEET);

    public static final String COMMA_SEPARATED = "text/csv";
    public static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final MediaType mediaType;

    Format(String mediaType) {
        this.mediaType = MediaType.valueOf(mediaType);
    }

    public MediaType mediaType() {
        return mediaType;
    }

    /** The name in the API, and the end of a file's name: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The parameter decides; without it the first of the accepted types that there is, and JSON if none says which.
     *
     * @param parameter null if it is absent
     * @param accepted by preference
     */
    public static Format of(String parameter, List<MediaType> accepted) {
        if (parameter == null) {
            return accepted.stream()
                    .flatMap(type -> Arrays.stream(values()).filter(each -> each.mediaType.isCompatible(type)))
                    .findFirst()
                    .orElse(JSON);
        }
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(parameter))
                .findFirst()
                .orElseThrow(() -> Problems.unreadable("format", "is not one of json, csv, xlsx"));
    }
}
