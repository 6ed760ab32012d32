package org.baoxue.kit.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Ends what swells without end, such as a small zip. */
public final class BoundedStream extends FilterInputStream {

    private final Supplier<? extends RuntimeException> tooLarge;
    private long left;

    public BoundedStream(InputStream stream, long most, Supplier<? extends RuntimeException> tooLarge) {
        super(stream);
        this.left = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw tooLarge.get();
        }
    }
}
