package org.baoxue.local.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Made-up names and numbers that belong to nobody. */
final class Names {
    private static final List<String> FAMILY =
            List.of("李", "王", "张", "杨", "陈", "刘", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "罗", "郑");
    private static final List<String> GIVEN = List.of(
            "子涵", "雨桐", "浩然", "思源", "佳怡", "俊杰", "欣怡", "宇航", "梦琪", "天佑", "晓彤", "文博", "诗雨", "志远", "美玲", "建华", "春燕", "国强",
            "丽娟", "明辉", "小龙", "秀英", "永福", "金凤");

    private final RandomGenerator random;
    private int phones;

    Names(RandomGenerator random) {
        this.random = random;
    }

    String person() {
        return family() + any(GIVEN);
    }

    String family() {
        return any(FAMILY);
    }

    String given() {
        return any(GIVEN);
    }

    /** Country code 999 is assigned to no country. */
    String phone() {
        phones++;
        return "+99913%09d".formatted(phones);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
