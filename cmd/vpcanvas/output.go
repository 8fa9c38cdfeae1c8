package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// writeFile makes a file that is there whole or not at all: a full disk, or an interrupt, leaves what was there
// before. A link stays one, and leads to the new content.
func writeFile(path string, data []byte) error {
	target := path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	old, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replace(target, data, nil)
	case err != nil:
		return err
	case !old.Mode().IsRegular():
		return os.WriteFile(target, data, 0) // a device or a pipe holds nothing that could be lost
	}
	// A file that may not be written is not replaced either, though its folder would let us.
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	f.Close()
	err = replace(target, data, old)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EBUSY) {
		// The folder takes no new file, or the file is mounted by itself, as into a container.
		return os.WriteFile(target, data, 0)
	}
	return err
}

// replace writes beside the file, and puts the new one in its place when all of it is on disk. It keeps the rights
// and the owner of the old one.
func replace(path string, data []byte, old fs.FileInfo) (err error) {
	beside := filepath.Join(filepath.Dir(path), ".vpcanvas-"+rand.Text())
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(beside))
		}
	}()
	if old != nil {
		if s, ok := old.Sys().(*syscall.Stat_t); ok {
			_ = f.Chown(int(s.Uid), int(s.Gid)) // only root may give files away, and only root needs to
		}
		err = f.Chmod(old.Mode().Perm())
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(beside, path)
}

// notOver refuses to write over what is read: a slip of the keys would cost somebody their design.
func notOver(out string, read ...string) error {
	to, err := os.Stat(out)
	if err != nil || !to.Mode().IsRegular() {
		return nil
	}
	for _, name := range read {
		if from, err := os.Stat(name); err == nil && os.SameFile(from, to) {
			return fmt.Errorf("-o %s is what is read: name another file", out)
		}
	}
	return nil
}
