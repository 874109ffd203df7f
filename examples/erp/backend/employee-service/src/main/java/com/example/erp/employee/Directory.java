package com.example.erp.employee;

import com.example.erp.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All employees, in memory. An e-mail address belongs to one of them at a time. */
public final class Directory {

  private final Map<Long, Employee> employees = new TreeMap<>();
  private long lastId;

  public synchronized Employee add(Profile profile) {
    requireFree(profile.email(), Optional.empty());
    return put(++lastId, profile);
  }

  public synchronized Employee find(long id) {
    Employee employee = employees.get(id);
    if (employee == null) {
      throw new Refusal.NotFound("There is no employee " + id);
    }
    return employee;
  }

  /** All of a department, or all there are, the longest here first. */
  public synchronized List<Employee> list(Optional<String> department) {
    return employees.values().stream()
        .filter(employee -> department.map(employee.department()::equals).orElse(true))
        .toList();
  }

  public synchronized Employee change(long id, Profile profile) {
    find(id);
    requireFree(profile.email(), Optional.of(id));
    return put(id, profile);
  }

  public synchronized void remove(long id) {
    find(id);
    employees.remove(id);
  }

  private Employee put(long id, Profile profile) {
    Employee employee = new Employee(id, profile.name(), profile.email(), profile.department());
    employees.put(id, employee);
    return employee;
  }

  private void requireFree(String email, Optional<Long> owner) {
    for (Employee employee : employees.values()) {
      if (employee.email().equalsIgnoreCase(email) && !owner.equals(Optional.of(employee.id()))) {
        throw new Refusal.Conflict(email + " belongs to employee " + employee.id());
      }
    }
  }
}
