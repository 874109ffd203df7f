package com.example.erp.employee;

import com.example.erp.shared.HttpService;
import com.example.erp.shared.HttpService.Response;

/** The directory over HTTP. */
public final class EmployeeService {

  private EmployeeService() {}

  public static void main(String[] args) {
    over(new Directory()).startFromEnvironment(8081);
  }

  static HttpService over(Directory directory) {
    return new HttpService("employee-service")
        .on(
            "GET",
            "/employees",
            request -> Response.ok(directory.list(request.parameter("department"))))
        .on(
            "POST",
            "/employees",
            request -> Response.created(directory.add(Profile.of(request.json()))))
        .on("GET", "/employees/{id}", request -> Response.ok(directory.find(request.id())))
        .on(
            "PUT",
            "/employees/{id}",
            request -> Response.ok(directory.change(request.id(), Profile.of(request.json()))))
        .on(
            "DELETE",
            "/employees/{id}",
            request -> {
              directory.remove(request.id());
              return Response.nothing();
            });
  }
}
