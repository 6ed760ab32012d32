package org.baoxue.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;

/** A roll call as both floors keep it. */
final class CallRow {
    static final String TABLE = """
            create table roll_call (class_id text, date date, session_order int, revision int, school text, taken_at timestamptz,
                accepted_at timestamptz, present text[], absent text[],
                primary key (class_id, date, session_order, revision));
            """;

    private static final String INSERT = "insert into roll_call values (?, ?::date, ?, ?, ?, ?::timestamptz,"
            + " ?::timestamptz, ?, ?) on conflict do nothing";

    private CallRow() {}

    static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT);
    }

    static void add(PreparedStatement insert, JsonNode event) throws SQLException {
        insert.setString(1, event.path("class").asText());
        insert.setString(2, event.path("date").asText());
        insert.setInt(3, event.path("sessionOrder").asInt());
        insert.setInt(4, event.path("revision").asInt());
        insert.setString(5, event.path("school").asText());
        insert.setString(6, event.path("takenAt").asText());
        insert.setString(7, event.path("acceptedAt").asText());
        insert.setArray(8, array(insert, event, "present"));
        insert.setArray(9, array(insert, event, "absent"));
        insert.addBatch();
    }

    private static java.sql.Array array(PreparedStatement insert, JsonNode event, String field) throws SQLException {
        return insert.getConnection().createArrayOf("text", names(event, field).toArray());
    }

    static List<String> names(JsonNode event, String field) {
        return StreamSupport.stream(event.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
