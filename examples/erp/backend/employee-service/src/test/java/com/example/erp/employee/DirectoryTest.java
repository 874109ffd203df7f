package com.example.erp.employee;

import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.List;
import java.util.Optional;

class DirectoryTest {

  private final Directory directory = new Directory();
  private final Employee kim = directory.add(new Profile("Kim Minji", "kim@example.org", "Sales"));
  private final Employee lee = directory.add(new Profile("Lee Jun", "lee@example.org", "Finance"));

  @Test
  void numbersEmployeesInOrder() {
    Expect.equal("ids", List.of(1L, 2L), List.of(kim.id(), lee.id()));
    Expect.equal("employee 2", lee, directory.find(2));
  }

  @Test
  void neverGivesANumberTwice() {
    directory.remove(lee.id());
    Employee next = directory.add(new Profile("Park Seo", "park@example.org", "Finance"));
    Expect.equal("the number after the removed 2", 3L, next.id());
  }

  @Test
  void listsADepartment() {
    Expect.equal("Finance", List.of(lee), directory.list(Optional.of("Finance")));
    Expect.equal("Legal", List.of(), directory.list(Optional.of("Legal")));
    Expect.equal("everybody", List.of(kim, lee), directory.list(Optional.empty()));
  }

  @Test
  void changesAProfileAndKeepsTheNumber() {
    directory.change(kim.id(), new Profile("Kim Minji", "kim@example.org", "Finance"));
    Expect.equal(
        "after the change",
        new Employee(1, "Kim Minji", "kim@example.org", "Finance"),
        directory.find(1));
  }

  @Test
  void keepsAddressesUnique() {
    var failure =
        Expect.failure(
            "Lee's address for Kim",
            Refusal.Conflict.class,
            () -> directory.change(kim.id(), new Profile("Kim Minji", "LEE@example.org", "Sales")));
    Expect.equal("the message", "LEE@example.org belongs to employee 2", failure.getMessage());
  }

  @Test
  void refusesAnAddressThatIsNone() {
    Expect.failure(
        "an address without a domain",
        Refusal.Invalid.class,
        () -> new Profile("Kim", "kim@", "Sales"));
  }

  @Test
  void doesNotFindWhoHasLeft() {
    directory.remove(kim.id());
    Expect.failure("employee 1", Refusal.NotFound.class, () -> directory.find(1));
  }
}
