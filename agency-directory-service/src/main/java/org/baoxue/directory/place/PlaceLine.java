package org.baoxue.directory.place;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Optional;
import org.baoxue.kit.problem.Problem;

/** One line of a file of places, read or refused. */
sealed interface PlaceLine {

    long number();

    record Read(long number, Place place) implements PlaceLine {}

    record Refused(long number, String code, String why) implements PlaceLine {}

    static PlaceLine of(NamedCsvRecord line) {
        long number = line.getStartingLineNumber();
        var said = field(line, "code").orElse("");
        if (line.getFieldCount() != line.getHeader().size()) {
            return new Refused(number, said, "line: as many fields as the first line names, quoted as RFC 4180 says");
        }
        var level = Level.of(field(line, "level").orElse("")).orElse(null);
        if (level == null) {
            return new Refused(number, said, "level: one of nation, province, prefecture, county, township, village");
        }
        var name = field(line, "name").orElse("");
        if (name.indexOf('\uFFFD') >= 0) {
            return new Refused(number, said, "name: not UTF-8, save the file in that encoding");
        }
        var code = significant(said, level);
        var parent = PlaceRules.parentOf(code, level);
        var place = new Place(
                code,
                name,
                level,
                parent != null ? parent : field(line, "parent").orElse(null),
                field(line, "zone").orElse(null));
        var faults = PlaceRules.faults(place);
        return faults.isEmpty() ? new Read(number, place) : new Refused(number, said, sentence(faults.getFirst()));
    }

    /** GB/T 2260 pads its codes with zeros to twelve digits; the level says which of them count. */
    private static String significant(String code, Level level) {
        int digits = level.digits();
        boolean padded =
                code.length() == 12 && digits > 0 && code.substring(digits).matches("0*");
        return padded ? code.substring(0, digits) : code;
    }

    private static Optional<String> field(NamedCsvRecord line, String name) {
        return line.findField(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String sentence(Problem.At fault) {
        return fault.pointer().replaceFirst("^(/|path:)", "") + ": " + fault.detail();
    }
}
