package org.baoxue.local.inbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes mail by SMTP (RFC 5321, what a sender on this machine needs of it) and keeps it; nothing is passed on. */
final class SmtpListener implements AutoCloseable {
    private final Messages messages;
    private final ServerSocket socket;

    SmtpListener(Messages messages, int port) {
        this.messages = messages;
        try {
            this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be listened on", e);
        }
        Thread.ofVirtual().name("smtp").start(this::accept);
    }

    private void accept() {
        while (true) {
            try {
                var peer = socket.accept();
                Thread.ofVirtual().name("smtp-session").start(() -> serve(peer));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            new Session(new BufferedInputStream(peer.getInputStream()), peer.getOutputStream()).talk();
        } catch (SocketException gone) {
            return; // the sender went away; what it did not finish was not accepted
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Session {
        private final InputStream in;
        private final OutputStream out;
        private final List<String> recipients = new ArrayList<>();

        Session(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void talk() throws IOException {
            say("220 baoxue local inbox");
            while (true) {
                var line = line();
                if (line.isEmpty() && in.available() == 0 && ended) {
                    return;
                }
                var verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say("250-baoxue.local.invalid\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 26214400");
                } else if (verb.startsWith("RCPT TO:")) {
                    recipients.add(address(line));
                    say("250 OK");
                } else if (verb.startsWith("DATA")) {
                    take();
                } else if (verb.startsWith("QUIT")) {
                    say("221 bye");
                    return;
                } else if (verb.startsWith("RSET") || verb.startsWith("MAIL FROM:")) {
                    recipients.clear();
                    say("250 OK");
                } else {
                    say(verb.startsWith("HELO") || verb.startsWith("NOOP") ? "250 OK" : "502 not known here");
                }
            }
        }

        private boolean ended;

        private void take() throws IOException {
            if (recipients.isEmpty()) {
                say("503 RCPT first");
                return;
            }
            say("354 go on, end with a single dot");
            var content = new ByteArrayOutputStream();
            for (var line = rawLine(); !isDot(line); line = rawLine()) {
                if (ended) {
                    return;
                }
                int stuffed = line.length > 0 && line[0] == '.' ? 1 : 0;
                content.write(line, stuffed, line.length - stuffed);
                content.write('\r');
                content.write('\n');
            }
            var mail = MailContent.parse(content.toByteArray());
            for (var recipient : recipients) {
                messages.add(mail.to(recipient));
            }
            recipients.clear();
            say("250 kept");
        }

        private static boolean isDot(byte[] line) {
            return line.length == 1 && line[0] == '.';
        }

        private String line() throws IOException {
            return new String(rawLine(), StandardCharsets.UTF_8);
        }

        private byte[] rawLine() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    ended = true;
                    break;
                }
                if (next != '\r') {
                    line.write(next);
                }
            }
            return line.toByteArray();
        }

        private void say(String answer) throws IOException {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private static String address(String command) {
            int from = command.indexOf('<');
            int to = command.indexOf('>');
            return from >= 0 && to > from
                    ? command.substring(from + 1, to)
                    : command.substring(8).strip();
        }
    }
}
