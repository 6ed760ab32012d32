package org.baoxue.bench;

/** How much is measured: whether it still runs, an indication, or what is published. */
public enum Size {
    TINY(3),
    SMALL(3),
    FULL(7);

    private final int rounds;

    Size(int rounds) {
        this.rounds = rounds;
    }

    /** Of each contender, unless the command says otherwise. */
    public int rounds() {
        return rounds;
    }

    public int of(int tiny, int small, int full) {
        return switch (this) {
            case TINY -> tiny;
            case SMALL -> small;
            case FULL -> full;
        };
    }
}
