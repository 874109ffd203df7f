package com.example.erp.employee;

/** Somebody who works here, with the number that was given at the start and never changes. */
public record Employee(long id, String name, String email, String department) {}
