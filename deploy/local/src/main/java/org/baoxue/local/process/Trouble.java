package org.baoxue.local.process;

/** What stops a command and can be said to a person in one sentence, with what to do about it. */
public final class Trouble extends RuntimeException {
    private final String sentence;

    public Trouble(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public Trouble(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
