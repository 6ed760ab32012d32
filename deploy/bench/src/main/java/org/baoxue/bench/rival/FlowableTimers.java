package org.baoxue.bench.rival;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.baoxue.bench.ground.Orders;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.engine.impl.util.CommandContextUtil;

/**
 * Flowable: a spell is a process instance that waits, its four deadlines are timers at the edge of what waits; a firing
 * inserts its row in the transaction of the timer. No history; the asynchronous executor with pages of 512 under the global
 * lock, as its makers measured it.
 */
public final class FlowableTimers {
    public static final String TABLES = "create table fired (timer text primary key, at timestamptz not null)";

    private static final int CALLERS = 4;
    private static final int THREADS = 16;
    private static final int PAGE = 512;
    private static final Duration LOOK = Duration.ofMillis(50);

    private static String timer(int number) {
        return """
            <boundaryEvent id="timer%1$d" attachedToRef="missing" cancelActivity="false">
              <timerEventDefinition><timeDate>${due}</timeDate></timerEventDefinition>
            </boundaryEvent>
            <sequenceFlow id="to%1$d" sourceRef="timer%1$d" targetRef="fire%1$d"/>
            <serviceTask id="fire%1$d" flowable:class="org.baoxue.bench.rival.FlowableTimers$Fire"/>
            <sequenceFlow id="from%1$d" sourceRef="fire%1$d" targetRef="end%1$d"/>
            <endEvent id="end%1$d"/>
            """.formatted(number);
    }

    private static String process(String timers) {
        return """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn"
                targetNamespace="bench">
            <process id="spell" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="begin" sourceRef="start" targetRef="missing"/>
            <receiveTask id="missing"/><sequenceFlow id="back" sourceRef="missing" targetRef="returned"/>
            <endEvent id="returned"/>
            %s</process></definitions>
            """.formatted(timers);
    }

    private final ProcessEngine engine;
    private final List<String> spells = new ArrayList<>();

    private FlowableTimers(String[] arguments) {
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(Pool.of(arguments, THREADS + CALLERS + 8));
        settings.setDatabaseSchemaUpdate("true");
        settings.setHistoryLevel(HistoryLevel.NONE);
        settings.setDisableIdmEngine(true);
        settings.setDisableEventRegistry(true);
        settings.setAsyncExecutorActivate(false);
        settings.setAsyncExecutorCorePoolSize(THREADS);
        settings.setAsyncExecutorMaxPoolSize(THREADS);
        var executor = settings.getAsyncExecutorConfiguration();
        executor.setGlobalAcquireLockEnabled(true);
        executor.setMaxTimerJobsPerAcquisition(PAGE);
        executor.setMaxAsyncJobsDuePerAcquisition(PAGE);
        executor.setMoveTimerExecutorPoolSize(4);
        executor.setDefaultTimerJobAcquireWaitTime(Duration.ofMillis(100));
        executor.setDefaultAsyncJobAcquireWaitTime(Duration.ofMillis(100));
        this.engine = settings.buildProcessEngine();
        var timers = new StringBuilder();
        for (int n = 1; n <= 4; n++) {
            timers.append(timer(n));
        }
        engine.getRepositoryService()
                .createDeployment()
                .addString("spell.bpmn20.xml", process(timers.toString()))
                .deploy();
    }

    /** @param arguments URL, user and password of the database */
    public static void main(String[] arguments) throws Exception {
        var rival = new FlowableTimers(arguments);
        Orders.take(words -> switch (words[0]) {
            case "fire" -> rival.fire(Long.parseLong(words[1]));
            case "arm" -> rival.arm(Integer.parseInt(words[1]), Instant.parse(words[2]));
            case "cancel" -> rival.cancel(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "clear" -> rival.cancel(0, rival.spells.size());
            default -> throw new IllegalArgumentException(words[0]);
        });
        System.exit(0);
    }

    /** What a timer does: one row in the timer's own transaction. */
    public static final class Fire implements JavaDelegate {
        @Override
        public void execute(DelegateExecution execution) {
            var connection =
                    CommandContextUtil.getDbSqlSession().getSqlSession().getConnection();
            try (var insert = connection.prepareStatement("insert into fired (timer, at) values (?, now())")) {
                insert.setString(1, execution.getId());
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Until no timer is left; the rows are counted by who asked. */
    private String fire(long count) {
        var executor = engine.getProcessEngineConfiguration().getAsyncExecutor();
        executor.start();
        while (engine.getManagementService().createTimerJobQuery().count() > 0
                || engine.getManagementService().createJobQuery().count() > 0) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        try {
            executor.shutdown();
        } catch (FlowableOptimisticLockingException e) {
            System.err.println("its own clean-up met its own last job: " + e.getMessage());
        }
        return "fired " + count;
    }

    private String arm(int count, Instant due) {
        spells.clear();
        List<Future<String>> started = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int n = 0; n < count; n++) {
                started.add(callers.submit(() -> engine.getRuntimeService()
                        .createProcessInstanceBuilder()
                        .processDefinitionKey("spell")
                        .transientVariable("due", due.toString())
                        .start()
                        .getId()));
            }
        }
        started.forEach(one -> spells.add(done(one)));
        return "armed";
    }

    private String cancel(int first, int end) {
        List<Future<String>> cancelled = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (var spell : spells.subList(first, end)) {
                cancelled.add(callers.submit(() -> {
                    engine.getRuntimeService().deleteProcessInstance(spell, "returned");
                    return spell;
                }));
            }
        }
        cancelled.forEach(FlowableTimers::done);
        return "cancelled";
    }

    private static String done(Future<String> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
