package dev.baton.provider;

import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Zips of well-meant files, without links. An archive with a member {@code unsafe} is refused as
 * the real one refuses hostile ones.
 */
final class PlainZips implements ArtifactFiles {

  static byte[] zip(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Map<String, String> unzip(byte[] bytes) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Override
  public Packed pack(Path root, ArtifactSpec spec, BlobStore blobs) {
    throw new UnsupportedOperationException("no provider packs by patterns");
  }

  @Override
  public Packed packAll(Path root, BlobStore blobs) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.startsWith(".git/")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    if (files.isEmpty()) {
      return new Packed(Optional.empty(), 0, List.of());
    }
    try (BlobStore.Upload upload = blobs.upload()) {
      upload.stream().write(zip(files));
      return new Packed(Optional.of(upload.commit()), files.size(), List.of());
    }
  }

  @Override
  public void unpack(BlobStore blobs, Digest zip, Path directory) throws IOException {
    overlay(blobs, zip, directory);
  }

  @Override
  public void overlay(BlobStore blobs, Digest zip, Path directory) throws IOException {
    byte[] bytes;
    try (var in = blobs.open(zip).orElseThrow()) {
      bytes = in.readAllBytes();
    }
    Map<String, String> files = unzip(bytes);
    if (files.isEmpty()) {
      throw new ZipException("no zip");
    }
    if (files.containsKey("unsafe")) {
      throw new UnsafeArchive("../../etc/passwd leaves the directory");
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
      Path part = Files.writeString(directory.resolve(".part"), file.getValue());
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
