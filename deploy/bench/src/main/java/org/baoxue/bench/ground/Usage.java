package org.baoxue.bench.ground;

/**
 * @param seconds elapsed
 * @param contenderCpu seconds of CPU of the contender's processes
 * @param postgresCpu seconds of CPU of PostgreSQL with all its processes
 * @param kafkaCpu seconds of CPU of the broker
 * @param walBytes written ahead
 * @param statements that the contender's databases have executed
 */
public record Usage(
        double seconds, double contenderCpu, double postgresCpu, double kafkaCpu, long walBytes, long statements) {

    Usage since(Usage begin) {
        return new Usage(
                seconds - begin.seconds,
                contenderCpu - begin.contenderCpu,
                postgresCpu - begin.postgresCpu,
                kafkaCpu - begin.kafkaCpu,
                walBytes - begin.walBytes,
                statements - begin.statements);
    }

    /** Contender and PostgreSQL; the broker is shown beside, since rivals that publish nothing have none. */
    public double cpu() {
        return contenderCpu + postgresCpu;
    }
}
