package join

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sync/singleflight"
)

// imageEngine is what archives need of Docker.
type imageEngine interface {
	ImageID(ctx context.Context, reference string) (string, error)
	SaveImage(ctx context.Context, reference string) (io.ReadCloser, error)
}

// Archives keeps saved images in a folder: Docker takes seconds to save what every new node gets.
type Archives struct {
	engine imageEngine
	folder string
	saving singleflight.Group
	mutex  sync.Mutex
	files  map[string]string // by image id
}

// NewArchives keeps archives in a folder, which is emptied: nothing in it can be told from half an archive.
func NewArchives(engine imageEngine, folder string) (*Archives, error) {
	if err := os.RemoveAll(folder); err != nil {
		return nil, fmt.Errorf("emptying %s, %w", folder, err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("making %s, %w", folder, err)
	}
	return &Archives{engine: engine, folder: folder, files: map[string]string{}}, nil
}

// File is the path of an image's archive, which is saved first if it has not been.
func (a *Archives) File(ctx context.Context, reference string) (string, error) {
	id, err := a.engine.ImageID(ctx, reference)
	if err != nil {
		return "", err
	}
	// The name is part of an archive, so one image under two names is two of them.
	key := id + " " + reference
	if path := a.known(key); path != "" {
		return path, nil
	}
	path, err, _ := a.saving.Do(key, func() (any, error) {
		if path := a.known(key); path != "" {
			return path, nil
		}
		path := filepath.Join(a.folder, strings.NewReplacer("/", "_", ":", "_", " ", "_").Replace(key)+".tar")
		if err := a.save(ctx, reference, path); err != nil {
			return "", err
		}
		a.mutex.Lock()
		defer a.mutex.Unlock()
		a.files[key] = path
		return path, nil
	})
	if err != nil {
		return "", err
	}
	return path.(string), nil
}

// Keep removes the archives of all other images.
func (a *Archives) Keep(ctx context.Context, references []string) error {
	wanted := map[string]bool{}
	for _, reference := range references {
		id, err := a.engine.ImageID(ctx, reference)
		if err != nil {
			return err
		}
		wanted[id+" "+reference] = true
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for key, path := range a.files {
		if wanted[key] {
			continue
		}
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("removing the archive of an image, %w", err)
		}
		delete(a.files, key)
	}
	return nil
}

func (a *Archives) known(key string) string {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.files[key]
}

func (a *Archives) save(ctx context.Context, reference, path string) (err error) {
	archive, err := a.engine.SaveImage(ctx, reference)
	if err != nil {
		return err
	}
	defer archive.Close()
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("saving image %s, %w", reference, err)
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err != nil {
			_ = os.Remove(path)
		}
	}()
	if _, err := io.Copy(file, archive); err != nil {
		return fmt.Errorf("saving image %s, %w", reference, err)
	}
	return nil
}
