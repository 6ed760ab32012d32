package org.baoxue.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One request as it goes over the wire, made before the clock runs. */
public final class Shot {
    private final String name;
    private final byte[] bytes;

    private Shot(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Whose it is. */
    String name() {
        return name;
    }

    /** To be written, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    public static Shot get(String name, String path, String token) {
        return new Shot(name, head("GET", path, token, 0).getBytes(StandardCharsets.UTF_8));
    }

    public static Shot json(String name, String method, String path, String token, String body) {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var request = new ByteArrayOutputStream();
        request.writeBytes(head(method, path, token, content.length).getBytes(StandardCharsets.UTF_8));
        request.writeBytes(content);
        return new Shot(name, request.toByteArray());
    }

    private static String head(String method, String path, String token, int length) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }
}
